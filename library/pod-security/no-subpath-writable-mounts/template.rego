package edict.templates.no_subpath_writable_mounts

import data.edict.lib.workloads

violation contains result if {
	some mounted in workloads.mounts
	uses_sub_path(mounted.mount)
	not mounted.mount.readOnly == true
	result := {
		"msg": sprintf("%s may write to a path below volume '%v'", [workloads.describe(mounted.entry), object.get(mounted.mount, "name", "")]),
		"violating_key": workloads.key(mounted.entry, sprintf("volumeMounts[%d].readOnly", [mounted.index])),
		"recommended_value": true,
	}
}

uses_sub_path(mount) if {
	some field in ["subPath", "subPathExpr"]
	value := mount[field]
	not value in {"", null}
}
