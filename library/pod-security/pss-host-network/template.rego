package edict.templates.pss_host_network

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	value := workloads.pod_spec.hostNetwork
	not value in {false, null}
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	result := {
		"msg": "The pod shares the node's network",
		"violating_key": workloads.pod_key("hostNetwork"),
		"recommended_value": false,
	}
}
