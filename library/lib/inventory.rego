# The other objects of the cluster. A template that imports this declares the kinds it asks for under `inventory:`;
# it is not run while one of them is unknown, so an empty answer means that there are none.
package edict.lib.inventory

# Objects of one kind in one namespace, whatever version of the group they are stored in. Manifests that name no namespace
# go to "default".
in_namespace(namespace, group, kind) := [object |
	some versions in trees(namespace)
	some version, kinds in versions
	group_of(version) == group
	some object in kinds[kind]
]

# What is in a namespace, by version and kind.
trees(namespace) := array.concat(
	[versions | versions := data.inventory.namespace[namespace]],
	[versions | namespace == "default"; versions := data.inventory.cluster],
)

group_of(version) := split(version, "/")[0] if contains(version, "/")

group_of(version) := "" if not contains(version, "/")

# Objects of one kind that lie in no namespace, whatever version of the group they are stored in.
cluster_wide(group, kind) := [object |
	some version, kinds in data.inventory.cluster
	group_of(version) == group
	some object in kinds[kind]
]

# Labels of each namespace by its name, with the one that the API server adds. A namespace that holds objects counts even
# where the Namespace itself is not in the inventory, and so does default where workloads or Services name none.
namespaces[name] := labels if {
	some name, _ in data.inventory.namespace
	labels := namespace_labels(name)
}

namespaces[name] := labels if {
	some kinds in data.inventory.cluster
	some name, _ in kinds.Namespace
	labels := namespace_labels(name)
}

namespaces["default"] := namespace_labels("default") if {
	some kinds in data.inventory.cluster
	some kind, _ in kinds
	kind in (workload_kinds | {"Service"})
}

namespace_labels(name) := object.union(
	{key: value | some key, value in data.inventory.cluster.v1.Namespace[name].metadata.labels},
	{"kubernetes.io/metadata.name": name},
)

# {"kind", "name", "labels", "spec"} of the pods and pod templates of a namespace, with the labels that the controllers of
# Jobs and StatefulSets add. The nine workload kinds are declared under `inventory:`.
pods(namespace) := [pod |
	some versions in trees(namespace)
	some version, kinds in versions
	group_of(version) in {"", "apps", "batch", "extensions"}
	some kind in workload_kinds
	some name, workload in kinds[kind]
	template := pod_template(workload, kind)
	is_object(template)
	some added in added_labels(workload, kind)
	pod := {
		"kind": kind,
		"name": name,
		"labels": object.union(written_labels(template), added),
		"spec": object.get(template, "spec", {}),
	}
]

workload_kinds := {
	"Pod",
	"Deployment",
	"ReplicaSet",
	"StatefulSet",
	"DaemonSet",
	"ReplicationController",
	"Job",
	"CronJob",
	"PodTemplate",
}

pod_template(workload, "Pod") := workload

pod_template(workload, "PodTemplate") := workload.template

pod_template(workload, "CronJob") := workload.spec.jobTemplate.spec.template

pod_template(workload, kind) := workload.spec.template if not kind in {"Pod", "PodTemplate", "CronJob"}

written_labels(template) := {key: value | some key, value in template.metadata.labels}

added_labels(_, kind) := [{}] if not kind in {"Job", "StatefulSet"}

added_labels(workload, "Job") := [{
	"job-name": workload.metadata.name,
	"batch.kubernetes.io/job-name": workload.metadata.name,
}]

added_labels(workload, "StatefulSet") := [added |
	some ordinal in numbers.range(0, max([0, min([100, replicas(workload)]) - 1]))
	added := {
		"statefulset.kubernetes.io/pod-name": sprintf("%s-%d", [workload.metadata.name, ordinal]),
		"apps.kubernetes.io/pod-index": sprintf("%d", [ordinal]),
	}
]

replicas(workload) := workload.spec.replicas if {
	is_number(workload.spec.replicas)
} else := 1

# The namespace of the judged object; one that names none goes to default.
own_namespace := input.metadata.namespace if {
	is_string(input.metadata.namespace)
	input.metadata.namespace != ""
} else := "default"

# Objects of one kind in that namespace.
beside_own(group, kind) := in_namespace(own_namespace, group, kind)

# Objects of one kind in the namespace of `owner`.
beside(owner, group, kind) := in_namespace(namespace_of(owner), group, kind)

namespace_of(owner) := owner.metadata.namespace if {
	is_string(owner.metadata.namespace)
	owner.metadata.namespace != ""
} else := "default"
