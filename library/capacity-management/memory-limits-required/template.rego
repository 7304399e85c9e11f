package edict.templates.memory_limits_required

import data.edict.lib.patterns
import data.edict.lib.resources
import data.edict.lib.workloads

# A limit of zero is what the kubelet calls unlimited.
violation contains result if {
	some entry in workloads.lasting_and_init_containers
	not resources.is_set(entry, "limits", "memory")
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s has no memory limit", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "resources.limits.memory"),
		"recommended_value": recommended(entry),
	}
}

# The API server refuses a limit below the request.
recommended(entry) := resources.larger("256Mi", request) if {
	request := resources.stated(entry, "requests", "memory")
} else := "256Mi"
