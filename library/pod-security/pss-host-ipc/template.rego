package edict.templates.pss_host_ipc

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	value := workloads.pod_spec.hostIPC
	not value in {false, null}
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	result := {
		"msg": "The pod shares the node's inter-process communication",
		"violating_key": workloads.pod_key("hostIPC"),
		"recommended_value": false,
	}
}
