# Requests times replicas of all workloads that no other stored one controls; a DaemonSet counts with its pods, a Job with
# those that are active, a CronJob through its Jobs. Without a request the limit counts, as the API server has it. Quotas with
# scopes count only some pods and are left out; of several the lowest value counts.
package edict.templates.namespace_requests_vs_quota

import data.edict.lib.inventory
import data.edict.lib.quantities
import data.edict.lib.replicas
import data.edict.lib.resources

groups := {
	"Pod": "",
	"ReplicationController": "",
	"Deployment": "apps",
	"ReplicaSet": "apps",
	"StatefulSet": "apps",
	"DaemonSet": "apps",
	"Job": "batch",
}

stored[kind] := {object.metadata.name: object |
	some object in inventory.in_namespace(input.metadata.name, groups[kind], kind)
} if {
	some kind, _ in groups
}

# {"spec", "pods"} of each workload that stands for itself.
demands := [{"spec": spec, "pods": pods(kind, workload)} |
	some kind, workloads in stored
	some workload in workloads
	not is_controlled(workload)
	spec := inventory.pod_template(workload, kind).spec
]

is_controlled(workload) if {
	some owner in workload.metadata.ownerReferences
	owner.controller == true
	stored[owner.kind][owner.name]
}

pods("Pod", pod) := 1 if not has_ended(pod)

pods("Pod", pod) := 0 if has_ended(pod)

pods(kind, workload) := replicas.wanted(workload) if kind in {"Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"}

pods("DaemonSet", daemon) := max([1, count([1 |
	some pod in stored.Pod
	some owner in pod.metadata.ownerReferences
	owner.kind == "DaemonSet"
	owner.name == daemon.metadata.name
])])

pods("Job", job) := object.get(job, ["status", "active"], 0)

has_ended(pod) if pod.status.phase in {"Succeeded", "Failed"}

requested[resource] := sum(amounts) if {
	some resource in ["cpu", "memory"]
	amounts := [amount |
		some demand in demands
		amount := demand.pods * resources.pod_total(demand.spec, "requests", resource)
	]
}

allowed[resource] := min(values) if {
	some resource in ["cpu", "memory"]
	values := [quantities.micro(quota.spec.hard[name]) |
		some quota in inventory.in_namespace(input.metadata.name, "", "ResourceQuota")
		not is_scoped(quota)
		some name in [resource, concat(".", ["requests", resource])]
	]
}

is_scoped(quota) if count(quota.spec.scopes) > 0

is_scoped(quota) if count(quota.spec.scopeSelector.matchExpressions) > 0

exceeded := [sprintf("%s of %s (quota %s)", [text(resource, requested[resource]), resource, text(resource, hard)]) |
	some resource in ["cpu", "memory"]
	hard := allowed[resource]
	requested[resource] * 1000000 > hard * round(input.parameters.fraction * 1000000)
]

text("cpu", amount) := sprintf("%vm", [ceil(amount / 1000)])

text("memory", amount) := sprintf("%vMi", [ceil(amount / 1048576000000)])

violation contains result if {
	count(exceeded) > 0
	result := {
		"msg": sprintf("The workloads request %s, more than %v of it", [concat(" and ", exceeded), input.parameters.fraction]),
		"violating_key": "metadata.name",
	}
}
