# A type that is left out or empty is Opaque. Opaque is recommended if it is allowed, else the first type that is.
package edict.templates.secret_type_allow_list

import data.edict.lib.patterns

effective_type := type if {
	type := input.type
	not type in {"", null}
} else := "Opaque"

violation contains result if {
	not is_allowed(effective_type)
	result := object.union(
		{"msg": sprintf("The type %v is not allowed", [effective_type]), "violating_key": "type"},
		recommendation,
	)
}

is_allowed(type) if {
	is_string(type)
	patterns.matches_any(type, input.parameters.allowed)
}

recommendation := {"recommended_value": "Opaque"} if {
	is_allowed("Opaque")
} else := {"recommended_value": exact[0]} if {
	exact := [type | some type in input.parameters.allowed; not endswith(type, "*")]
} else := {}
