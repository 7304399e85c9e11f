# Modes in a file named by --authorization-config are not known.
package edict.templates.apiserver_authorization_modes

import data.edict.lib.control_plane
import data.edict.lib.flags

violation contains result if {
	some entry in control_plane.containers(["kube-apiserver"])
	not flags.is_given(entry, "--authorization-mode")
	not flags.is_given(entry, "--authorization-config")
	result := control_plane.missing(entry, ["--authorization-mode=Node,RBAC"])
}

violation contains result if {
	some entry in control_plane.containers(["kube-apiserver"])
	option := flags.last(entry, "--authorization-mode")
	modes := [trim_space(mode) | some mode in split(option.value, ",")]
	not is_right(modes)
	others := [mode | some mode in modes; mode in {"ABAC", "AlwaysDeny", "Webhook"}]
	result := control_plane.wrong(
		entry,
		option,
		sprintf("authorizes by %s", [option.value]),
		sprintf("--authorization-mode=%s", [concat(",", array.concat(["Node", "RBAC"], others))]),
	)
}

is_right(modes) if {
	"Node" in modes
	"RBAC" in modes
	not "AlwaysAllow" in modes
}
