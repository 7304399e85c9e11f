package edict.templates.no_host_aliases

import data.edict.lib.workloads

violation contains result if {
	count(workloads.pod_spec.hostAliases) > 0
	result := {
		"msg": "The pod adds names to its hosts file",
		"violating_key": workloads.pod_key("hostAliases"),
		"recommended_value": [],
	}
}
