package edict.templates.memory_limits_required

import data.edict.lib.patterns
import data.edict.lib.quantities
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.lasting_and_init_containers
	not limited(entry)
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s has no memory limit", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "resources.limits.memory"),
		"recommended_value": recommended(entry.container),
	}
}

# A limit of zero is what the kubelet calls unlimited.
limited(entry) if {
	limit := entry.container.resources.limits.memory
	not limit in {null, "", "0", 0}
}

# The API server refuses a limit below the request.
recommended(container) := request if {
	request := container.resources.requests.memory
	quantities.bytes(request) > quantities.bytes("256Mi")
} else := "256Mi"
