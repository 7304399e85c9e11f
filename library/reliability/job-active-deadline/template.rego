package edict.templates.job_active_deadline

import data.edict.lib.integers
import data.edict.lib.jobs

violation contains result if {
	not ends_in_time
	result := {
		"msg": sprintf("Nothing ends the job after %v seconds at the latest", [input.parameters.max]),
		"violating_key": jobs.key("activeDeadlineSeconds"),
		"recommended_value": min([3600, input.parameters.max]),
	}
}

ends_in_time if integers.of(jobs.spec.activeDeadlineSeconds) <= input.parameters.max
