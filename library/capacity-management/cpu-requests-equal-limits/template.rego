# Without a request the API server takes the limit, so that both are equal. A container with neither is the business of
# cpu-requests-required; one with a request alone has no limit that could be equal. The limit is recommended,
# for at run time the container may have as much.
package edict.templates.cpu_requests_equal_limits

import data.edict.lib.quantities
import data.edict.lib.resources
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	request := resources.stated(entry, "requests", "cpu")
	limit := resources.stated(entry, "limits", "cpu")
	quantities.value(request) != quantities.value(limit)
	result := object.union(finding(entry, sprintf("requests %v CPUs and may use %v", [request, limit])), {"recommended_value": limit})
}

violation contains result if {
	some entry in workloads.containers
	request := resources.stated(entry, "requests", "cpu")
	not limited(entry)
	result := finding(entry, sprintf("requests %v CPUs and has no limit", [request]))
}

limited(entry) if resources.stated(entry, "limits", "cpu") != null

finding(entry, problem) := {
	"msg": sprintf("%s %s", [workloads.describe(entry), problem]),
	"violating_key": workloads.key(entry, "resources.requests.cpu"),
}
