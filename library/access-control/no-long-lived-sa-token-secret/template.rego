package edict.templates.no_long_lived_sa_token_secret

import data.edict.lib.patterns

violation contains result if {
	input.type == "kubernetes.io/service-account-token"
	not is_exempt
	result := {
		"msg": "Holds a service account token that never expires",
		"violating_key": "type",
	}
}

is_exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_names)
