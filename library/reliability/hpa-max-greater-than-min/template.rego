package edict.templates.hpa_max_greater_than_min

import data.edict.lib.integers
import data.edict.lib.replicas

violation contains result if {
	not has_room
	result := {
		"msg": sprintf("Scales from %v to %v replicas, a spread below %v", [replicas.fewest(input), most, input.parameters.spread]),
		"violating_key": "spec.maxReplicas",
	}
}

most := object.get(input, ["spec", "maxReplicas"], null)

has_room if {
	integers.of(most) - replicas.fewest(input) >= input.parameters.spread
}
