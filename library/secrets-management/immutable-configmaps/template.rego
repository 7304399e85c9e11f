# kube-root-ca.crt is left out; the control plane writes it and renews it in place.
package edict.templates.immutable_configmaps

import data.edict.lib.patterns

violation contains result if {
	patterns.in_namespaces(input.parameters.namespaces)
	not input.metadata.name == "kube-root-ca.crt"
	not input.immutable == true
	result := {
		"msg": "The ConfigMap can be changed in place",
		"violating_key": "immutable",
		"recommended_value": true,
	}
}
