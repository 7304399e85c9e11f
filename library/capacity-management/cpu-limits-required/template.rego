# A limit of zero is what the kubelet calls unlimited.
package edict.templates.cpu_limits_required

import data.edict.lib.patterns
import data.edict.lib.resources
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.lasting_and_init_containers
	not resources.is_set(entry, "limits", "cpu")
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s has no CPU limit", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "resources.limits.cpu"),
		"recommended_value": recommended(entry),
	}
}

# The API server refuses a limit below the request.
recommended(entry) := resources.larger("500m", request) if {
	request := resources.stated(entry, "requests", "cpu")
} else := "500m"
