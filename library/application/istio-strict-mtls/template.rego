# A mode that is unset takes over what the namespace or the mesh has; it passes where allow_unset says that the mesh
# itself is STRICT. The mode of a port may be unset.
package edict.templates.istio_strict_mtls

import data.edict.lib.paths

violation contains result if {
	not is_strict
	not may_be_unset
	result := {
		"msg": sprintf("The mode of mutual TLS is %s and not STRICT", [mode]),
		"violating_key": "spec.mtls.mode",
		"recommended_value": "STRICT",
	}
}

violation contains result if {
	some port, settings in input.spec.portLevelMtls
	mode_of_port := settings.mode
	not mode_of_port in {"STRICT", "UNSET", null}
	result := {
		"msg": sprintf("The mode of mutual TLS for port %s is %v and not STRICT", [port, mode_of_port]),
		"violating_key": sprintf("%s.mode", [paths.member("spec.portLevelMtls", port)]),
		"recommended_value": "STRICT",
	}
}

is_strict if input.spec.mtls.mode == "STRICT"

may_be_unset if {
	input.parameters.allow_unset
	mode == "UNSET"
}

mode := found if {
	found := input.spec.mtls.mode
	found != null
} else := "UNSET"
