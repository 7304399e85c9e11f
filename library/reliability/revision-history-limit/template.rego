package edict.templates.revision_history_limit

import data.edict.lib.integers

# The API server fills in ten.
limit := number if {
	number := integers.of(input.spec.revisionHistoryLimit)
} else := 10

violation contains result if {
	not fits
	result := {
		"msg": sprintf("Keeps %v old revisions instead of %v to %v", [limit, input.parameters.min, input.parameters.max]),
		"violating_key": "spec.revisionHistoryLimit",
		"recommended_value": input.parameters.max,
	}
}

fits if {
	limit >= input.parameters.min
	limit <= input.parameters.max
}
