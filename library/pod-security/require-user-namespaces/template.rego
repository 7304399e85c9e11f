package edict.templates.require_user_namespaces

import data.edict.lib.workloads

violation contains result if {
	is_object(workloads.pod_spec)
	not workloads.is_windows
	not workloads.pod_spec.hostUsers == false
	result := {
		"msg": "The pod has no user namespace of its own",
		"violating_key": workloads.pod_key("hostUsers"),
		"recommended_value": false,
	}
}
