package edict.templates.uid_in_allowed_ranges

import data.edict.lib.workloads

violation contains object.union(recommendation, result) if {
	some found in workloads.security_contexts
	user := found.context.runAsUser
	user != null
	not in_ranges(user)
	result := {
		"msg": sprintf("%s runs as user %v, which is outside the allowed ranges", [workloads.context_owner(found), user]),
		"violating_key": workloads.context_key(found, "runAsUser"),
	}
}

violation contains object.union(recommendation, result) if {
	input.parameters.rule == "MustRunAs"
	not workloads.is_windows
	some entry in workloads.containers
	not is_set(entry)
	result := {
		"msg": sprintf("%s does not say as which user it runs", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.runAsUser"),
	}
}

in_ranges(user) if {
	is_number(user)
	some range in input.parameters.ranges
	user >= range.min
	user <= range.max
}

is_set(entry) if workloads.effective(entry, "runAsUser") != null

recommendation := {"recommended_value": input.parameters.ranges[0].min} if {
	count(input.parameters.ranges) > 0
} else := {}
