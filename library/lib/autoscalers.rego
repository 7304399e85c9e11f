# The HorizontalPodAutoscalers of workloads. A template that imports this declares their kind under `inventory:`.
package edict.lib.autoscalers

import data.edict.lib.inventory

# The HorizontalPodAutoscalers of a workload.
of(workload) := [autoscaler |
	some autoscaler in inventory.beside(workload, "autoscaling", "HorizontalPodAutoscaler")
	names(autoscaler.spec.scaleTargetRef, workload)
]

# Those of the judged workload.
own := [autoscaler |
	some autoscaler in inventory.beside_own("autoscaling", "HorizontalPodAutoscaler")
	names(autoscaler.spec.scaleTargetRef, input)
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

# What a HorizontalPodAutoscaler can scale of the built-in kinds, with the API group of each.
scalable_kinds := {
	"Deployment": "apps",
	"StatefulSet": "apps",
	"ReplicaSet": "apps",
	"ReplicationController": "",
}

# The workloads that a HorizontalPodAutoscaler scales. The template declares the scalable kinds under `inventory:`.
targets(autoscaler) := [workload |
	some kind, group in scalable_kinds
	kind == autoscaler.spec.scaleTargetRef.kind
	some workload in inventory.beside(autoscaler, group, kind)
	names(autoscaler.spec.scaleTargetRef, workload)
]

# True if two references name the same object; one without apiVersion names any group.
same_target(one, other) if {
	one.kind == other.kind
	one.name == other.name
	"" in {group_of(one), group_of(other)}
}

same_target(one, other) if {
	one.kind == other.kind
	one.name == other.name
	group_of(one) == group_of(other)
}

# {"name", "key"} of every resource whose use an autoscaler compares with what containers request, and where it says so.
# Without metrics the API server fills in the processor; a metric of containers or of an average amount is not among them.
resource_metrics(autoscaler) := [{"name": "cpu", "key": "spec.targetCPUUtilizationPercentage"}] if {
	autoscaler.apiVersion == "autoscaling/v1"
}

resource_metrics(autoscaler) := [{"name": "cpu", "key": "spec.metrics"}] if {
	autoscaler.apiVersion != "autoscaling/v1"
	not has_metrics(autoscaler)
}

resource_metrics(autoscaler) := [{"name": metric.resource.name, "key": key} |
	some i, metric in autoscaler.spec.metrics
	metric.type == "Resource"
	not is_average_amount(metric)
	key := sprintf("spec.metrics[%d].resource.name", [i])
] if {
	autoscaler.apiVersion != "autoscaling/v1"
	has_metrics(autoscaler)
}

has_metrics(autoscaler) if some _ in autoscaler.spec.metrics

is_average_amount(metric) if metric.resource.target.type == "AverageValue"

is_average_amount(metric) if {
	not metric.resource.target
	metric.resource.targetAverageValue != null
}
