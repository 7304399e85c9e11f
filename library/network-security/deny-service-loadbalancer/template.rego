package edict.templates.deny_service_loadbalancer

import data.edict.lib.patterns

violation contains result if {
	input.spec.type == "LoadBalancer"
	not patterns.in_namespaces(input.parameters.allowed_namespaces)
	result := {
		"msg": "The Service asks for a load balancer",
		"violating_key": "spec.type",
		"recommended_value": "ClusterIP",
	}
}
