# Windows pods have no numeric users; only an explicit id is judged there.
package edict.templates.run_as_high_uid

import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	result := {
		"msg": sprintf("%s %s", [workloads.describe(entry), problem(entry)]),
		"violating_key": workloads.key(entry, "securityContext.runAsUser"),
		"recommended_value": input.parameters.min_uid + 1,
	}
}

problem(entry) := sprintf("runs as user %v", [id]) if {
	id := workloads.effective(entry, "runAsUser")
	not is_high(id)
}

problem(entry) := "does not say as which user it runs" if {
	input.parameters.require_set
	not workloads.is_windows
	not is_set(entry)
}

is_high(id) if {
	is_number(id)
	id > input.parameters.min_uid
}

is_set(entry) if workloads.effective(entry, "runAsUser") != null
