# As the kubelet decides: only cpu and memory count, zero counts as nothing, init containers and the pod's own resources
# count too. One occurrence a pod, at its first container.
package edict.templates.qos_not_best_effort

import data.edict.lib.resources
import data.edict.lib.workloads

starting_value := {"requests": {"cpu": "100m", "memory": "128Mi"}}

violation contains result if {
	not has_any
	some entry in workloads.containers
	entry.list == "containers"
	entry.index == 0
	result := {
		"msg": "No container of the pod has a CPU or memory request or limit",
		"violating_key": workloads.key(entry, "resources"),
		"recommended_value": recommended(entry.container),
	}
}

has_any if {
	some entry in array.concat([{"container": workloads.pod_spec}], workloads.lasting_and_init_containers)
	some list in ["requests", "limits"]
	some resource in ["cpu", "memory"]
	resources.is_set(entry, list, resource)
}

# What is there for other resources stays.
recommended(container) := object.union(container.resources, starting_value) if {
	is_object(container.resources)
} else := starting_value
