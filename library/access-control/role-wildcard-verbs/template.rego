package edict.templates.role_wildcard_verbs

import data.edict.lib.patterns

every_verb := {"get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"}

violation contains result if {
	some i, rule in input.rules
	unlimited(rule)
	not exempt
	result := {
		"msg": sprintf("Every verb is granted on %s", [concat(", ", granted(rule))]),
		"violating_key": sprintf("rules[%d].verbs", [i]),
	}
}

exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_roles)

unlimited(rule) if "*" in rule.verbs

unlimited(rule) if {
	every verb in every_verb {
		verb in rule.verbs
	}
}

granted(rule) := [sprintf("%v", [name]) |
	some field in ["resources", "nonResourceURLs"]
	some name in rule[field]
]
