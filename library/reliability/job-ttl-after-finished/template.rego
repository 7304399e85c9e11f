package edict.templates.job_ttl_after_finished

import data.edict.lib.integers
import data.edict.lib.jobs

violation contains result if {
	not of_a_cron_job
	not removed_in_time
	result := {
		"msg": sprintf("Nothing removes the Job within %v seconds after it has finished", [input.parameters.max]),
		"violating_key": jobs.key("ttlSecondsAfterFinished"),
		"recommended_value": min([3600, input.parameters.max]),
	}
}

violation contains result if {
	of_a_cron_job
	value := jobs.spec.ttlSecondsAfterFinished
	value != null
	result := {
		"msg": "The Jobs of a CronJob remove themselves before its history limits count",
		"violating_key": jobs.key("ttlSecondsAfterFinished"),
		"recommended_action": "remove",
	}
}

of_a_cron_job if input.kind == "CronJob"

of_a_cron_job if jobs.belongs_to("CronJob")

removed_in_time if integers.of(jobs.spec.ttlSecondsAfterFinished) <= input.parameters.max
