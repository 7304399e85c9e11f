# An empty list of servers allows all of them.
package edict.templates.pv_no_inline_nfs_root

import data.edict.lib.host_paths
import data.edict.lib.patterns
import data.edict.lib.volumes

violation contains result if {
	some found in volumes.of_type("nfs")
	path := object.get(found.source, "path", "")
	is_root(path)
	result := {
		"msg": sprintf("The root of the NFS server '%v' is a volume", [object.get(found.source, "server", "")]),
		"violating_key": volumes.key(found, "path"),
	}
}

violation contains result if {
	count(input.parameters.allowed_servers) > 0
	some found in volumes.of_type("nfs")
	server := object.get(found.source, "server", "")
	not patterns.matches_any(server, input.parameters.allowed_servers)
	result := {
		"msg": sprintf("The NFS server '%v' is not allowed", [server]),
		"violating_key": volumes.key(found, "server"),
	}
}

is_root(path) if {
	is_string(path)
	count(host_paths.steps(path)) == 0
}
