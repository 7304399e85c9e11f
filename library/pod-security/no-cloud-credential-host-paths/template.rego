# A directory above a listed path holds it, and what lies below is part of it.
package edict.templates.no_cloud_credential_host_paths

import data.edict.lib.host_paths

violation contains result if {
	some volume in host_paths.volumes
	exposes_credentials(volume.path)
	result := {
		"msg": sprintf("Volume '%v' holds credentials of the node in %s", [volume.name, volume.path]),
		"violating_key": volume.key,
		"recommended_action": "remove",
	}
}

exposes_credentials(path) if {
	some listed in input.parameters.paths
	host_paths.within(path, listed)
}

exposes_credentials(path) if {
	some listed in input.parameters.paths
	host_paths.within(listed, path)
}
