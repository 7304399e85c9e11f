package edict.templates.host_path_allow_list

import data.edict.lib.host_paths
import data.edict.lib.workloads

violation contains result if {
	some volume in host_paths.volumes
	result := {
		"msg": sprintf("Volume '%v' is the path %s of the node, which %s", [volume.name, volume.path, problem(volume)]),
		"violating_key": volume.key,
	}
}

problem(volume) := "is not allowed" if count(entries_for(volume)) == 0

problem(volume) := "is allowed for reading only" if {
	entries := entries_for(volume)
	count(entries) > 0
	every entry in entries {
		entry.readOnly == true
	}
	is_writable(volume)
}

entries_for(volume) := [entry |
	some entry in input.parameters.allowed
	host_paths.within(volume.path, entry.pathPrefix)
]

is_writable(volume) if {
	some mounted in workloads.mounts
	mounted.mount.name == volume.name
	not mounted.mount.readOnly == true
}
