package edict.templates.no_ephemeral_containers

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	patterns.in_namespaces(input.parameters.namespaces)
	some entry in workloads.containers
	entry.list == "ephemeralContainers"
	not workloads.is_exempt(entry, input.parameters.allowed_images)
	result := {
		"msg": sprintf("%s was added to the pod", [workloads.describe(entry)]),
		"violating_key": sprintf("spec.ephemeralContainers[%d]", [entry.index]),
		"recommended_action": "remove",
	}
}
