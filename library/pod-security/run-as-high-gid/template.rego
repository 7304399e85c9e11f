# Windows pods have no numeric groups; only an explicit id is judged there.
package edict.templates.run_as_high_gid

import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	result := {
		"msg": sprintf("%s %s", [workloads.describe(entry), problem(entry)]),
		"violating_key": workloads.key(entry, "securityContext.runAsGroup"),
		"recommended_value": input.parameters.min_gid + 1,
	}
}

problem(entry) := sprintf("runs with the group %v", [id]) if {
	id := workloads.effective(entry, "runAsGroup")
	not is_high(id)
}

problem(entry) := "does not say with which group it runs" if {
	input.parameters.require_set
	not workloads.is_windows
	not is_set(entry)
}

is_high(id) if {
	is_number(id)
	id > input.parameters.min_gid
}

is_set(entry) if workloads.effective(entry, "runAsGroup") != null
