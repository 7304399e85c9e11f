package edict.templates.cronjob_starting_deadline

import data.edict.lib.integers

violation contains result if {
	not long_enough
	result := {
		"msg": sprintf("Has no starting deadline of at least %v seconds", [input.parameters.min]),
		"violating_key": "spec.startingDeadlineSeconds",
		"recommended_value": max([200, input.parameters.min]),
	}
}

long_enough if integers.of(input.spec.startingDeadlineSeconds) >= input.parameters.min
