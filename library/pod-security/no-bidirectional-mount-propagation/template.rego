package edict.templates.no_bidirectional_mount_propagation

import data.edict.lib.workloads

violation contains result if {
	some mounted in workloads.mounts
	mounted.mount.mountPropagation == "Bidirectional"
	result := {
		"msg": sprintf("%s passes mounts in volume '%v' on to the node", [workloads.describe(mounted.entry), object.get(mounted.mount, "name", "")]),
		"violating_key": workloads.key(mounted.entry, sprintf("volumeMounts[%d].mountPropagation", [mounted.index])),
		"recommended_value": "None",
	}
}
