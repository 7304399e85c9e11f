# Windows pods have no numeric groups; only an explicit id is judged there.
package edict.templates.no_root_primary_group

import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	result := {
		"msg": sprintf("%s %s", [workloads.describe(entry), problem(entry)]),
		"violating_key": workloads.key(entry, "securityContext.runAsGroup"),
		"recommended_value": 1000,
	}
}

problem(entry) := "runs with root's group" if workloads.effective(entry, "runAsGroup") in {0, "0"}

problem(entry) := "does not say with which group it runs" if {
	input.parameters.require_set
	not workloads.is_windows
	not is_set(entry)
}

is_set(entry) if workloads.effective(entry, "runAsGroup") != null
