# A policy for clusters older than 1.30, which know only the annotations, is to leave them out by its targets.
package edict.templates.deprecated_apparmor_annotations

import data.edict.lib.paths
import data.edict.lib.workloads

violation contains result if {
	some name, value in workloads.pod_metadata.annotations
	value != null
	is_string(name)
	startswith(name, prefix)
	result := {
		"msg": sprintf("The AppArmor profile of container '%s' is set by a deprecated annotation", [trim_prefix(name, prefix)]),
		"violating_key": paths.member(concat(".", [workloads.pod_metadata_path, "annotations"]), name),
	}
}

prefix := "container.apparmor.security.beta.kubernetes.io/"
