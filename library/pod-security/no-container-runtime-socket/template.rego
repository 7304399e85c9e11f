package edict.templates.no_container_runtime_socket

import data.edict.lib.host_paths

violation contains result if {
	some volume in host_paths.volumes
	reaches_socket(volume.path)
	result := {
		"msg": sprintf("Volume '%v' holds the container runtime's socket", [volume.name]),
		"violating_key": volume.key,
		"recommended_action": "remove",
	}
}

reaches_socket(path) if {
	some socket in input.parameters.sockets
	host_paths.within(socket, path)
}
