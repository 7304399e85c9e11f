# The list's / stands for the node's root itself, not for every path below it.
package edict.templates.deny_sensitive_host_paths

import data.edict.lib.host_paths

violation contains result if {
	some volume in host_paths.volumes
	is_sensitive(volume.path)
	result := {
		"msg": sprintf("Volume '%v' is the sensitive path %s of the node", [volume.name, volume.path]),
		"violating_key": volume.key,
		"recommended_action": "remove",
	}
}

is_sensitive(path) if {
	some sensitive in input.parameters.paths
	host_paths.steps(sensitive) != []
	host_paths.within(path, sensitive)
}

is_sensitive(path) if {
	some sensitive in input.parameters.paths
	host_paths.same(path, sensitive)
}
