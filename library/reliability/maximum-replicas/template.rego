package edict.templates.maximum_replicas

import data.edict.lib.replicas

violation contains result if {
	count_now := replicas.own
	count_now > input.parameters.max
	result := {
		"msg": sprintf("Asks for %v replicas, more than %v", [count_now, input.parameters.max]),
		"violating_key": "spec.replicas",
		"recommended_value": input.parameters.max,
	}
}
