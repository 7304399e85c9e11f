package edict.templates.role_verb_on_resource

import data.edict.lib.rbac

violation contains result if {
	some index, rule in input.rules
	rbac.includes(rule.verbs, input.parameters.verb)
	granted := rbac.resources(rule, {input.parameters.api_group: {input.parameters.resource}})
	count(granted) > 0
	result := {
		"msg": sprintf("Grants %s on %s", [input.parameters.verb, concat(", ", sort(granted))]),
		"violating_key": sprintf("rules[%d].verbs", [index]),
	}
}
