# /* covers what * covers: every URL begins with a slash.
package edict.templates.role_non_resource_wildcard

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some index, rule in input.rules
	is_unlimited(rule)
	beyond_get := [sprintf("%v", [verb]) | some verb in rule.verbs; verb != "get"]
	count(beyond_get) > 0
	result := {
		"msg": sprintf("Grants %s on every URL", [concat(", ", beyond_get)]),
		"violating_key": sprintf("rules[%d].nonResourceURLs", [index]),
	}
}

is_unlimited(rule) if {
	some url in rule.nonResourceURLs
	url in {"*", "/*"}
}
