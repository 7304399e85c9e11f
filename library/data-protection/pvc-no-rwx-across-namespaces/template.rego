package edict.templates.pvc_no_rwx_across_namespaces

import data.edict.lib.patterns

violation contains result if {
	"ReadWriteMany" in input.spec.accessModes
	not patterns.in_namespaces(input.parameters.allowed_namespaces)
	result := {
		"msg": "Shared volumes are not allowed in this namespace",
		"violating_key": "spec.accessModes",
		"recommended_value": ["ReadWriteOnce"],
	}
}
