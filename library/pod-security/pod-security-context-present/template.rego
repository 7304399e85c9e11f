package edict.templates.pod_security_context_present

import data.edict.lib.workloads

violation contains result if {
	is_object(workloads.pod_spec)
	not workloads.is_windows
	not has_context
	result := {
		"msg": "The pod has no security context",
		"violating_key": workloads.pod_key("securityContext"),
		"recommended_value": {"runAsNonRoot": true},
	}
}

has_context if {
	some setting in workloads.pod_spec.securityContext
	setting != null
}
