package edict.templates.consul_mesh_min_tls

ranks := {"TLSv1_0": 0, "TLSv1_1": 1, "TLSv1_2": 2, "TLSv1_3": 3}

violation contains result if {
	some direction in ["incoming", "outgoing"]
	not is_enough(direction)
	result := {
		"msg": sprintf("The least TLS version of %s traffic %s; %s is required", [direction, detected(direction), input.parameters.min_version]),
		"violating_key": sprintf("spec.tls.%s.tlsMinVersion", [direction]),
		"recommended_value": input.parameters.min_version,
	}
}

is_enough(direction) if ranks[input.spec.tls[direction].tlsMinVersion] >= ranks[input.parameters.min_version]

detected(direction) := sprintf("is %v", [version]) if {
	version := input.spec.tls[direction].tlsMinVersion
	not version in {"", null}
} else := "is not set"
