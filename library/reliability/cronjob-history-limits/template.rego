# The API server fills in three Jobs that have succeeded and one that has failed.
package edict.templates.cronjob_history_limits

import data.edict.lib.integers

defaults := {"successfulJobsHistoryLimit": 3, "failedJobsHistoryLimit": 1}

limit(field) := number if {
	number := integers.of(input.spec[field])
} else := defaults[field]

violation contains result if {
	some field, _ in defaults
	limit(field) > input.parameters.max
	result := {
		"msg": sprintf("%s is %v, more than %v", [field, limit(field), input.parameters.max]),
		"violating_key": sprintf("spec.%s", [field]),
		"recommended_value": input.parameters.max,
	}
}
