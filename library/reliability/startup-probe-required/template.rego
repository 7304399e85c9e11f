# Pods of a Job are left out like Jobs themselves.
package edict.templates.startup_probe_required

import data.edict.lib.jobs
import data.edict.lib.probes
import data.edict.lib.workloads

violation contains result if {
	not jobs.belongs_to("Job")
	some entry in workloads.lasting_containers
	regex.match(input.parameters.image_pattern, workloads.image(entry))
	not probes.has(entry, "startupProbe")
	result := {
		"msg": sprintf("%s has no startup probe", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "startupProbe"),
	}
}
