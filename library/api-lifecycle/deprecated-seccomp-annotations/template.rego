# Only annotations of the pods themselves ever had a meaning, not those of the objects that create them.
package edict.templates.deprecated_seccomp_annotations

import data.edict.lib.paths
import data.edict.lib.workloads

violation contains result if {
	some name, value in workloads.pod_metadata.annotations
	value != null
	is_string(name)
	some prefix in prefixes
	startswith(name, prefix)
	result := {
		"msg": sprintf("The annotation %s has no effect any more", [name]),
		"violating_key": paths.member(concat(".", [workloads.pod_metadata_path, "annotations"]), name),
	}
}

prefixes := {"seccomp.security.alpha.kubernetes.io/", "container.seccomp.security.alpha.kubernetes.io/"}
