package edict.templates.pv_no_host_path

import data.edict.lib.host_paths
import data.edict.lib.volumes

violation contains result if {
	some type in ["hostPath", "local"]
	some found in volumes.of_type(type)
	path := object.get(found.source, "path", "")
	not is_allowed(path)
	result := {
		"msg": sprintf("The volume is the path '%v' of a node", [path]),
		"violating_key": volumes.key(found, "path"),
	}
}

is_allowed(path) if {
	is_string(path)
	steps := host_paths.steps(path)
	not ".." in steps
	some prefix in input.parameters.allowed_prefixes
	host_paths.within(path, prefix)
}
