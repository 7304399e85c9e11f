package edict.templates.sa_automount_token

import data.edict.lib.patterns

violation contains result if {
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	is_meant
	not input.automountServiceAccountToken == false
	result := {
		"msg": "Pods mount the token of this service account",
		"violating_key": "automountServiceAccountToken",
		"recommended_value": false,
	}
}

is_meant if count(input.parameters.names) == 0

is_meant if patterns.matches_any(input.metadata.name, input.parameters.names)
