# Left out or null means false. Mounts of projected volumes are not judged.
package edict.templates.secret_mounts_read_only

import data.edict.lib.workloads

volume_names := {volume.name |
	some volume in workloads.pod_spec.volumes
	some field in ["secret", "configMap"]
	is_object(volume[field])
}

violation contains result if {
	some entry in workloads.containers
	some index, mount in entry.container.volumeMounts
	mount.name in volume_names
	not mount.readOnly == true
	result := {
		"msg": sprintf("%s mounts the volume '%s' for writing", [workloads.describe(entry), mount.name]),
		"violating_key": workloads.key(entry, sprintf("volumeMounts[%d].readOnly", [index])),
		"recommended_value": true,
	}
}
