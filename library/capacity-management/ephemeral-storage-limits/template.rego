# Zero counts as unset. The request has to be written down, although the API server would take the limit.
package edict.templates.ephemeral_storage_limits

import data.edict.lib.quantities
import data.edict.lib.resources
import data.edict.lib.workloads

starting_value := resources.smaller("1Gi", input.parameters.max)

violation contains result if {
	some entry in workloads.lasting_and_init_containers
	not resources.is_set(entry, "limits", "ephemeral-storage")
	result := finding(entry, "limits", "has no limit for local disk", recommended_limit(entry))
}

violation contains result if {
	some entry in workloads.lasting_and_init_containers
	limit := resources.stated(entry, "limits", "ephemeral-storage")
	quantities.value(limit) > quantities.value(input.parameters.max)
	problem := sprintf("may use %v of local disk, more than %s", [limit, input.parameters.max])
	result := finding(entry, "limits", problem, recommended_limit(entry))
}

violation contains result if {
	input.parameters.require_request
	some entry in workloads.lasting_and_init_containers
	not resources.is_set(entry, "requests", "ephemeral-storage")
	result := finding(entry, "requests", "requests no local disk", recommended_request(entry))
}

# The API server refuses a request above the limit.
recommended_limit(entry) := resources.smaller(resources.larger(starting_value, request), input.parameters.max) if {
	request := resources.stated(entry, "requests", "ephemeral-storage")
} else := starting_value

recommended_request(entry) := resources.smaller(starting_value, limit) if {
	resources.is_set(entry, "limits", "ephemeral-storage")
	limit := resources.stated(entry, "limits", "ephemeral-storage")
} else := starting_value

finding(entry, list, problem, recommended) := {
	"msg": sprintf("%s %s", [workloads.describe(entry), problem]),
	"violating_key": workloads.key(entry, sprintf("resources.%s.ephemeral-storage", [list])),
	"recommended_value": recommended,
}
