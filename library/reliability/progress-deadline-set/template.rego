package edict.templates.progress_deadline_set

import data.edict.lib.integers

# The API server fills in ten minutes.
deadline := number if {
	number := integers.of(input.spec.progressDeadlineSeconds)
} else := 600

violation contains result if {
	deadline > input.parameters.max
	result := {
		"msg": sprintf("A rollout counts as failed only after %v seconds, later than %v", [deadline, input.parameters.max]),
		"violating_key": "spec.progressDeadlineSeconds",
		"recommended_value": input.parameters.max,
	}
}
