package edict.templates.namespace_no_privileged_psa

import data.edict.lib.patterns

violation contains result if {
	input.metadata.labels["pod-security.kubernetes.io/enforce"] == "privileged"
	not exempt
	result := {
		"msg": "The enforced Pod Security level is privileged",
		"violating_key": `metadata.labels["pod-security.kubernetes.io/enforce"]`,
		"recommended_value": "baseline",
	}
}

exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_namespaces)
