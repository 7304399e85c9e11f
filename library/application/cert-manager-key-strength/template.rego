# cert-manager's defaults are RSA with 2048 bits, ECDSA with 256, and rotationPolicy Always since version 1.18; only Never
# is reported.
package edict.templates.cert_manager_key_strength

key := object.get(input, ["spec", "privateKey"], {})

algorithm := key.algorithm if {
	is_string(key.algorithm)
	key.algorithm != ""
} else := "RSA"

size := key.size if {
	is_number(key.size)
	key.size > 0
} else := {"RSA": 2048, "ECDSA": 256}[algorithm]

violation contains result if {
	algorithm == "RSA"
	size < input.parameters.min_rsa
	result := too_short(input.parameters.min_rsa, recommended_rsa)
}

violation contains result if {
	algorithm == "ECDSA"
	size < 256
	result := too_short(256, 256)
}

violation contains result if {
	not algorithm in {"RSA", "ECDSA", "Ed25519"}
	result := {
		"msg": sprintf("The algorithm %s is not allowed for keys", [algorithm]),
		"violating_key": "spec.privateKey.algorithm",
	}
}

violation contains result if {
	key.rotationPolicy == "Never"
	result := {
		"msg": "The key is kept when the certificate is renewed",
		"violating_key": "spec.privateKey.rotationPolicy",
		"recommended_value": "Always",
	}
}

too_short(least, recommended) := {
	"msg": sprintf("The %s key has %d bits; %d are the least allowed", [algorithm, size, least]),
	"violating_key": "spec.privateKey.size",
	"recommended_value": recommended,
}

recommended_rsa := 4096 if {
	input.parameters.min_rsa <= 4096
} else := 8192
