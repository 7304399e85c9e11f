package edict.templates.apiserver_anonymous_auth

import data.edict.lib.control_plane
import data.edict.lib.flags

violation contains result if {
	some entry in control_plane.containers(["kube-apiserver"])
	not flags.is_given(entry, "--anonymous-auth")
	result := control_plane.missing(entry, ["--anonymous-auth=false"])
}

violation contains result if {
	some entry in control_plane.containers(["kube-apiserver"])
	option := flags.last(entry, "--anonymous-auth")
	not is_off(option)
	result := control_plane.wrong(entry, option, "accepts requests without credentials", "--anonymous-auth=false")
}

is_off(option) if flags.is_off(option.value)
