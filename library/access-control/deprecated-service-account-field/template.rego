package edict.templates.deprecated_service_account_field

import data.edict.lib.workloads

violation contains result if {
	name := workloads.pod_spec.serviceAccount
	not name in {"", null}
	not workloads.pod_spec.serviceAccountName == name
	result := {
		"msg": sprintf("serviceAccount '%v' is not what serviceAccountName says", [name]),
		"violating_key": workloads.pod_key("serviceAccount"),
		"recommended_action": "remove",
	}
}
