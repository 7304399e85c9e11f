# cosign may do without a Secret and check identities; notation and Git need one. A provider that is left out is cosign,
# a mode that is left out HEAD.
package edict.templates.flux_source_verification

verify := object.get(input, ["spec", "verify"], null)

is_git if input.kind == "GitRepository"

violation contains object.union(result, recommendation) if {
	not is_object(verify)
	result := {
		"msg": "The signature of the source is not checked",
		"violating_key": "spec.verify",
	}
}

violation contains object.union(result, replacement) if {
	is_object(verify)
	not is_git
	not provider in input.parameters.providers
	result := {
		"msg": sprintf("The signature is checked by %v; one of %s is required", [provider, concat(", ", input.parameters.providers)]),
		"violating_key": "spec.verify.provider",
	}
}

# Without a Secret the provider alone would not do.
replacement := {} if {
	input.parameters.providers[0] == "notation"
	not verify.secretRef.name
} else := {"recommended_value": input.parameters.providers[0]}

violation contains result if {
	is_object(verify)
	needs_secret
	not verify.secretRef.name
	result := {
		"msg": "No Secret with public keys is named",
		"violating_key": "spec.verify.secretRef",
	}
}

provider := verify.provider if {
	not object.get(verify, "provider", "") in {"", null}
} else := "cosign"

needs_secret if is_git

needs_secret if {
	provider == "notation"
	provider in input.parameters.providers
}

recommendation := {"recommended_value": {"provider": "cosign"}} if {
	not is_git
	"cosign" in input.parameters.providers
} else := {}
