package edict.templates.hpa_min_replicas

import data.edict.lib.replicas

violation contains result if {
	fewest := replicas.fewest(input)
	fewest < input.parameters.min
	result := {
		"msg": sprintf("Scales down to %v of at least %v replicas", [fewest, input.parameters.min]),
		"violating_key": "spec.minReplicas",
		"recommended_value": input.parameters.min,
	}
}
