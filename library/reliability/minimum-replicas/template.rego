package edict.templates.minimum_replicas

import data.edict.lib.autoscalers
import data.edict.lib.patterns
import data.edict.lib.replicas

violation contains result if {
	count_now := replicas.own
	count_now < input.parameters.min
	not autoscaled
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	result := {
		"msg": sprintf("Runs %v of at least %v replicas", [count_now, input.parameters.min]),
		"violating_key": "spec.replicas",
		"recommended_value": input.parameters.min,
	}
}

autoscaled if {
	input.parameters.skip_hpa
	some _ in autoscalers.own
}
