# The HorizontalPodAutoscalers of workloads. A template that imports this declares their kind under `inventory:`.
package edict.lib.autoscalers

import data.edict.lib.inventory

# The HorizontalPodAutoscalers of a workload.
of(workload) := [autoscaler |
	some autoscaler in inventory.in_namespace(workload.metadata.namespace, "autoscaling", "HorizontalPodAutoscaler")
	names(autoscaler.spec.scaleTargetRef, workload)
]

# True if a reference of an autoscaler or budget names the workload; a reference without apiVersion names any group.
names(reference, workload) if {
	reference.kind == workload.kind
	reference.name == workload.metadata.name
	group_of(reference) in {group_of(workload), ""}
}

# The API group of an object or a reference; "" where there is none.
group_of(object) := current_group(inventory.group_of(object.apiVersion)) if {
	is_string(object.apiVersion)
} else := ""

# Workloads have moved from extensions to apps.
current_group("extensions") := "apps"

current_group(group) := group if group != "extensions"
