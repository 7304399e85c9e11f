package edict.templates.fsgroup_in_allowed_ranges

import data.edict.lib.workloads

violation contains object.union(recommendation, result) if {
	is_object(workloads.pod_spec)
	result := {"msg": problem, "violating_key": workloads.pod_key("securityContext.fsGroup")}
}

problem := sprintf("The pod's volumes get the group %v, which is outside the allowed ranges", [group]) if {
	group := workloads.pod_spec.securityContext.fsGroup
	group != null
	not in_ranges(group)
}

problem := "The pod does not say which group its volumes get" if {
	input.parameters.require_set
	not workloads.is_windows
	not is_set
}

in_ranges(group) if {
	is_number(group)
	some range in input.parameters.ranges
	group >= range.min
	group <= range.max
}

is_set if workloads.pod_spec.securityContext.fsGroup != null

recommendation := {"recommended_value": input.parameters.ranges[0].min} if {
	count(input.parameters.ranges) > 0
} else := {}
