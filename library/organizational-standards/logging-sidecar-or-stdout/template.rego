# A container writes to a hostPath volume if it mounts it without readOnly; collectors that read only pass. The label or
# annotation may be the workload's or its pods'.
package edict.templates.logging_sidecar_or_stdout

import data.edict.lib.host_paths
import data.edict.lib.labels
import data.edict.lib.workloads

violation contains result if {
	some volume in host_paths.volumes
	host_paths.within(volume.path, "/var/log")
	writers := [workloads.describe(mounted.entry) |
		some mounted in workloads.mounts
		mounted.mount.name == volume.name
		not mounted.mount.readOnly == true
	]
	count(writers) > 0
	result := {
		"msg": sprintf("%s writes to %s of the node", [writers[0], volume.path]),
		"violating_key": volume.key,
	}
}

violation contains result if {
	not is_told
	result := {
		"msg": sprintf("Neither a label nor an annotation %s says how logs are collected", [input.parameters.key]),
		"violating_key": labels.key("annotations", input.parameters.key),
	}
}

is_told if tells(input.metadata)

is_told if tells(workloads.pod_metadata)

tells(metadata) if {
	some field in ["labels", "annotations"]
	value := metadata[field][input.parameters.key]
	not labels.is_empty(value)
}
