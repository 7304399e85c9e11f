package edict.templates.pss_host_pid

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	value := workloads.pod_spec.hostPID
	not value in {false, null}
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	result := {
		"msg": "The pod shares the node's process ids",
		"violating_key": workloads.pod_key("hostPID"),
		"recommended_value": false,
	}
}
