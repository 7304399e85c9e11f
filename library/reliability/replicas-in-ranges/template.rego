# A range without min starts at zero, one without max has no end.
package edict.templates.replicas_in_ranges

import data.edict.lib.replicas

violation contains result if {
	count_now := replicas.own
	not in_range(count_now)
	result := object.union(recommendation, {
		"msg": sprintf("The number of replicas is %v, outside the ranges %s", [count_now, concat(", ", ranges)]),
		"violating_key": "spec.replicas",
	})
}

in_range(value) if {
	some range in input.parameters.ranges
	value >= object.get(range, "min", 0)
	value <= object.get(range, "max", value)
}

recommendation := {"recommended_value": object.get(input.parameters.ranges[0], "min", 0)} if {
	count(input.parameters.ranges) > 0
} else := {}

ranges := [sprintf("%v to %v", [object.get(range, "min", 0), object.get(range, "max", "any")]) |
	some range in input.parameters.ranges
]
