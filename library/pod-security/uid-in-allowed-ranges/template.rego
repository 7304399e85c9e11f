package edict.templates.uid_in_allowed_ranges

import data.edict.lib.workloads

violation contains object.union(recommendation, result) if {
	some setting in workloads.security_settings("runAsUser")
	not in_ranges(setting)
	result := {
		"msg": sprintf("%s runs as user %v, which is outside the allowed ranges", [setting.owner, setting.value]),
		"violating_key": setting.key,
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

in_ranges(setting) if {
	is_number(setting.value)
	some range in input.parameters.ranges
	setting.value >= range.min
	setting.value <= range.max
}

is_set(entry) if workloads.effective(entry, "runAsUser") != null

recommendation := {"recommended_value": input.parameters.ranges[0].min} if {
	count(input.parameters.ranges) > 0
} else := {}
