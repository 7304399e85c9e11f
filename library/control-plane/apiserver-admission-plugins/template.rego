package edict.templates.apiserver_admission_plugins

import data.edict.lib.control_plane
import data.edict.lib.flags

option_name := "--enable-admission-plugins"

violation contains result if {
	some entry in control_plane.containers(["kube-apiserver"])
	not flags.is_given(entry, option_name)
	count(input.parameters.required) > 0
	result := control_plane.missing(entry, [sprintf("%s=%s", [option_name, concat(",", input.parameters.required)])])
}

violation contains result if {
	some entry in control_plane.containers(["kube-apiserver"])
	option := flags.last(entry, option_name)
	plugins := [trim_space(plugin) | some plugin in split(option.value, ","); trim_space(plugin) != ""]
	kept := [plugin | some plugin in plugins; not plugin in input.parameters.denied]
	missing := [plugin | some plugin in input.parameters.required; not plugin in plugins]
	wanted := array.concat(kept, missing)
	wanted != plugins
	result := control_plane.wrong(
		entry,
		option,
		sprintf("enables the admission plugins %s", [option.value]),
		sprintf("%s=%s", [option_name, concat(",", wanted)]),
	)
}
