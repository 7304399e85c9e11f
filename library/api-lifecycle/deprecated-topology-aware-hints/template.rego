package edict.templates.deprecated_topology_aware_hints

import data.edict.lib.paths

violation contains result if {
	input.metadata.annotations["service.kubernetes.io/topology-aware-hints"] != null
	result := {
		"msg": "The annotation topology-aware-hints is deprecated",
		"violating_key": paths.member("metadata.annotations", "service.kubernetes.io/topology-aware-hints"),
	}
}

violation contains result if {
	some _ in input.spec.topologyKeys
	result := {
		"msg": "topologyKeys has no effect since Kubernetes 1.22",
		"violating_key": "spec.topologyKeys",
	}
}
