package edict.templates.deny_service_nodeport

import data.edict.lib.patterns

violation contains result if {
	input.spec.type == "NodePort"
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	result := {
		"msg": "The Service opens a port on every node",
		"violating_key": "spec.type",
		"recommended_value": "ClusterIP",
	}
}
