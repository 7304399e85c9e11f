# Whether a source holds encrypted Secrets is not told by the Kustomization; the policy's targets choose which ones are judged.
package edict.templates.flux_decryption_provider

violation contains result if {
	not is_allowed
	result := {
		"msg": sprintf("%s; one of %s is required", [detected, concat(", ", input.parameters.allowed)]),
		"violating_key": "spec.decryption.provider",
		"recommended_value": input.parameters.allowed[0],
	}
}

violation contains result if {
	not names_secret
	result := {
		"msg": "No Secret with the keys for decryption is named",
		"violating_key": "spec.decryption.secretRef",
	}
}

is_allowed if input.spec.decryption.provider in input.parameters.allowed

names_secret if {
	name := input.spec.decryption.secretRef.name
	not name in {"", null}
}

detected := sprintf("The decryption provider is '%v'", [provider]) if {
	provider := input.spec.decryption.provider
	not provider in {"", null}
} else := "No decryption provider is set"
