# The API server fills in six.
package edict.templates.job_backoff_limit

import data.edict.lib.jobs

violation contains result if {
	limit := jobs.number("backoffLimit", 6)
	limit > input.parameters.max
	result := {
		"msg": sprintf("A failed job is tried again %v times, more than %v", [limit, input.parameters.max]),
		"violating_key": jobs.key("backoffLimit"),
		"recommended_value": min([3, input.parameters.max]),
	}
}
