package edict.templates.no_host_aliases

import data.edict.lib.workloads

violation contains result if {
	some _ in workloads.pod_spec.hostAliases
	result := {
		"msg": "The pod adds names to its hosts file",
		"violating_key": workloads.pod_key("hostAliases"),
		"recommended_value": [],
	}
}
