# An empty list allows every zone.
package edict.templates.cronjob_timezone_explicit

violation contains result if {
	not is_set
	result := object.union(recommendation, {
		"msg": "The schedule has no time zone",
		"violating_key": "spec.timeZone",
	})
}

violation contains result if {
	is_set
	count(input.parameters.allowed) > 0
	zone := input.spec.timeZone
	not zone in input.parameters.allowed
	result := object.union(recommendation, {
		"msg": sprintf("The time zone is %v instead of %s", [zone, concat(" or ", input.parameters.allowed)]),
		"violating_key": "spec.timeZone",
	})
}

is_set if {
	is_string(input.spec.timeZone)
	input.spec.timeZone != ""
}

recommendation := {"recommended_value": input.parameters.allowed[0]} if {
	count(input.parameters.allowed) > 0
} else := {"recommended_value": "Etc/UTC"}
