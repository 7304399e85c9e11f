package edict.templates.control_plane_profiling_off

import data.edict.lib.control_plane
import data.edict.lib.flags

components := ["kube-apiserver", "kube-controller-manager", "kube-scheduler"]

violation contains result if {
	some entry in control_plane.containers(components)
	not flags.is_given(entry, "--profiling")
	result := control_plane.missing(entry, ["--profiling=false"])
}

violation contains result if {
	some entry in control_plane.containers(components)
	option := flags.last(entry, "--profiling")
	not is_off(option)
	result := control_plane.wrong(entry, option, "offers profiling", "--profiling=false")
}

is_off(option) if flags.is_off(option.value)
