package edict.templates.control_plane_bind_address

import data.edict.lib.control_plane
import data.edict.lib.flags

components := ["kube-controller-manager", "kube-scheduler"]

wanted := sprintf("--bind-address=%s", [input.parameters.address])

violation contains result if {
	some entry in control_plane.containers(components)
	not flags.is_given(entry, "--bind-address")
	result := control_plane.missing(entry, [wanted])
}

violation contains result if {
	some entry in control_plane.containers(components)
	option := flags.last(entry, "--bind-address")
	option.value != input.parameters.address
	result := control_plane.wrong(entry, option, sprintf("listens on %s", [option.value]), wanted)
}
