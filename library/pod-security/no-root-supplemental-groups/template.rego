package edict.templates.no_root_supplemental_groups

import data.edict.lib.workloads

violation contains result if {
	some index, group in workloads.pod_spec.securityContext.supplementalGroups
	group in {0, "0"}
	result := {
		"msg": "The pod's processes belong to root's group",
		"violating_key": workloads.pod_key(sprintf("securityContext.supplementalGroups[%d]", [index])),
		"recommended_value": 1000,
	}
}

violation contains result if {
	workloads.pod_spec.securityContext.fsGroup in {0, "0"}
	result := {
		"msg": "The pod's volumes belong to root's group",
		"violating_key": workloads.pod_key("securityContext.fsGroup"),
		"recommended_value": 1000,
	}
}
