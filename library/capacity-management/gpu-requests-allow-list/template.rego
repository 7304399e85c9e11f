# Zero asks for nothing. Where too many are asked for, the most that is allowed is recommended.
package edict.templates.gpu_requests_allow_list

import data.edict.lib.paths
import data.edict.lib.patterns
import data.edict.lib.quantities
import data.edict.lib.workloads

asked contains {"entry": entry, "key": key, "quantity": quantity, "resource": resource} if {
	some entry in workloads.containers
	some list in ["limits", "requests"]
	some resource, quantity in entry.container.resources[list]
	is_string(resource)
	patterns.matches_any(resource, input.parameters.resources)
	quantities.value(quantity) > 0
	key := paths.member(workloads.key(entry, concat(".", ["resources", list])), resource)
}

violation contains result if {
	some item in asked
	not is_allowed_here
	result := {
		"msg": sprintf("%s asks for %s, which is not for this namespace", [workloads.describe(item.entry), item.resource]),
		"violating_key": item.key,
		"recommended_action": "remove",
	}
}

violation contains result if {
	some item in asked
	is_allowed_here
	quantities.value(item.quantity) > input.parameters.max
	problem := sprintf("asks for %v of %s, more than %v", [item.quantity, item.resource, input.parameters.max])
	result := object.union(
		{"msg": sprintf("%s %s", [workloads.describe(item.entry), problem]), "violating_key": item.key},
		recommended,
	)
}

is_allowed_here if patterns.in_namespaces(input.parameters.allowed_namespaces)

recommended := {"recommended_value": input.parameters.max} if input.parameters.max > 0

recommended := {"recommended_action": "remove"} if input.parameters.max == 0
