package edict.templates.forbid_cpu_limits

import data.edict.lib.resources
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	limit := resources.stated(entry, "limits", "cpu")
	result := {
		"msg": sprintf("%s has a CPU limit of %v", [workloads.describe(entry), limit]),
		"violating_key": workloads.key(entry, "resources.limits.cpu"),
		"recommended_action": "remove",
	}
}
