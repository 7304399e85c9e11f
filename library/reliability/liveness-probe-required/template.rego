package edict.templates.liveness_probe_required

import data.edict.lib.jobs
import data.edict.lib.patterns
import data.edict.lib.probes
import data.edict.lib.workloads

violation contains result if {
	not skipped
	some entry in workloads.lasting_containers
	not probes.has(entry, "livenessProbe")
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s has no liveness probe", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "livenessProbe"),
	}
}

skipped if {
	input.parameters.skip_job_pods
	jobs.belongs_to("Job")
}
