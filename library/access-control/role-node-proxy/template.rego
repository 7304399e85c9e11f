package edict.templates.role_node_proxy

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some index, rule in input.rules
	verbs := [sprintf("%v", [verb]) | some verb in rule.verbs]
	count(verbs) > 0
	granted := rbac.resources(rule, {"": {"nodes/proxy"}})
	count(granted) > 0
	result := {
		"msg": sprintf("Grants %s on %s", [concat(", ", sort(verbs)), concat(", ", sort(granted))]),
		"violating_key": sprintf("rules[%d].resources", [index]),
	}
}
