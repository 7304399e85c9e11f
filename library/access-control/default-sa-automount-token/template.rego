package edict.templates.default_sa_automount_token

import data.edict.lib.patterns

violation contains result if {
	input.metadata.name == "default"
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	not input.automountServiceAccountToken == false
	result := {
		"msg": "Pods without a service account of their own mount a token",
		"violating_key": "automountServiceAccountToken",
		"recommended_value": false,
	}
}
