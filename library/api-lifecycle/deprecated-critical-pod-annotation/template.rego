package edict.templates.deprecated_critical_pod_annotation

import data.edict.lib.paths
import data.edict.lib.workloads

violation contains result if {
	some name in names
	workloads.pod_metadata.annotations[name] != null
	result := {
		"msg": sprintf("The annotation %s has no effect any more", [name]),
		"violating_key": paths.member(concat(".", [workloads.pod_metadata_path, "annotations"]), name),
	}
}

names := {
	"scheduler.alpha.kubernetes.io/affinity",
	"scheduler.alpha.kubernetes.io/critical-pod",
	"scheduler.alpha.kubernetes.io/tolerations",
}
