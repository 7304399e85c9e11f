# A container that only has a limit requests as much as that: the API server fills it in. One that has neither is the
# business of cpu-requests-required.
package edict.templates.cpu_request_min

import data.edict.lib.quantities
import data.edict.lib.resources
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	quantity := resources.request(entry, "cpu")
	quantities.value(quantity) < quantities.value(input.parameters.min)
	result := {
		"msg": sprintf("%s has a CPU request of %v, below %s", [workloads.describe(entry), quantity, input.parameters.min]),
		"violating_key": workloads.key(entry, "resources.requests.cpu"),
		"recommended_value": input.parameters.min,
	}
}
