package edict.templates.min_ready_seconds

import data.edict.lib.integers

seconds := number if {
	number := integers.of(input.spec.minReadySeconds)
} else := 0

violation contains result if {
	seconds < input.parameters.min
	result := {
		"msg": sprintf("New pods count as available after %v seconds instead of %v", [seconds, input.parameters.min]),
		"violating_key": "spec.minReadySeconds",
		"recommended_value": input.parameters.min,
	}
}
