# A request of zero reserves nothing, so it counts as none. A limit alone does not count either, although the API
# server makes a request of it: what is asked for is a request that somebody chose.
package edict.templates.cpu_requests_required

import data.edict.lib.patterns
import data.edict.lib.quantities
import data.edict.lib.resources
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.lasting_and_init_containers
	not resources.is_set(entry, "requests", "cpu")
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s has no CPU request", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "resources.requests.cpu"),
		"recommended_value": recommended(entry),
	}
}

# The API server refuses a request above the limit.
recommended(entry) := resources.smaller("100m", limit) if {
	limit := resources.stated(entry, "limits", "cpu")
	not quantities.is_zero(limit)
} else := "100m"
