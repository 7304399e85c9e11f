# Pods of a Job are left out like Jobs themselves.
package edict.templates.readiness_probe_required

import data.edict.lib.jobs
import data.edict.lib.patterns
import data.edict.lib.probes
import data.edict.lib.workloads

violation contains result if {
	not jobs.belongs_to("Job")
	some entry in workloads.lasting_containers
	not probes.has(entry, "readinessProbe")
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s has no readiness probe", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "readinessProbe"),
	}
}
