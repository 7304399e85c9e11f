package edict.templates.host_path_mounts_read_only

import data.edict.lib.workloads

violation contains result if {
	some mounted in workloads.mounts
	mounted.mount.name in host_path_volumes
	not mounted.mount.readOnly == true
	result := {
		"msg": sprintf("%s may write to the node's path in volume '%v'", [workloads.describe(mounted.entry), mounted.mount.name]),
		"violating_key": workloads.key(mounted.entry, sprintf("volumeMounts[%d].readOnly", [mounted.index])),
		"recommended_value": true,
	}
}

host_path_volumes := {volume.name |
	some volume in workloads.pod_spec.volumes
	volume.hostPath != null
}
