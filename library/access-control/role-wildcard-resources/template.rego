package edict.templates.role_wildcard_resources

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some index, rule in input.rules
	is_unlimited(rule)
	result := {
		"msg": sprintf("Grants %s on every resource", [verbs(rule)]),
		"violating_key": sprintf("rules[%d].resources", [index]),
	}
}

is_unlimited(rule) if {
	some resource in rule.resources
	resource in {"*", "*/*"}
}

verbs(rule) := concat(", ", [sprintf("%v", [verb]) | some verb in rule.verbs])
