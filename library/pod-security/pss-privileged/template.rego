package edict.templates.pss_privileged

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	privileged := entry.container.securityContext.privileged
	not privileged in {false, null}
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s runs privileged", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.privileged"),
		"recommended_value": false,
	}
}
