package edict.templates.prometheus_rbac_read_only

import data.edict.lib.rbac

is_for_prometheus if {
	is_string(input.metadata.name)
	regex.match(input.parameters.pattern, input.metadata.name)
}

violation contains result if {
	is_for_prometheus
	some index, rule in input.rules
	others := [verb | some verb in rule.verbs; not verb in input.parameters.allowed_verbs]
	count(others) > 0
	result := {
		"msg": sprintf("Allows more than reading: %s", [concat(", ", [sprintf("%v", [verb]) | some verb in others])]),
		"violating_key": sprintf("rules[%d].verbs", [index]),
		"recommended_value": input.parameters.allowed_verbs,
	}
}

violation contains result if {
	is_for_prometheus
	some index, rule in input.rules
	count(rbac.resources(rule, {"": {"secrets"}})) > 0
	result := {
		"msg": "Reaches Secrets",
		"violating_key": sprintf("rules[%d].resources", [index]),
	}
}
