# Without a request the API server takes the limit: the ratio is one. Without a limit there is no ratio, which is the
# business of cpu-limits-required and memory-limits-required.
package edict.templates.limit_request_ratio

import data.edict.lib.quantities
import data.edict.lib.resources
import data.edict.lib.workloads

ratios := {"cpu": input.parameters.cpu_ratio, "memory": input.parameters.max_ratio}

violation contains result if {
	some entry in workloads.containers
	some resource, ratio in ratios
	limit := resources.stated(entry, "limits", resource)
	request := resources.stated(entry, "requests", resource)
	quantities.micro(limit) > quantities.micro(request) * ratio
	result := {
		"msg": sprintf("%s has a %s limit of %v, more than %v times its request of %v", [workloads.describe(entry), resource, limit, ratio, request]),
		"violating_key": workloads.key(entry, concat(".", ["resources.limits", resource])),
	}
}
