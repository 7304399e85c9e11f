# Left out, both mean Retain. An empty list of namespaces means all of them.
package edict.templates.statefulset_pvc_retention

import data.edict.lib.patterns

violation contains result if {
	is_judged
	some field, occasion in {"whenDeleted": "is deleted", "whenScaled": "is scaled down"}
	input.spec.persistentVolumeClaimRetentionPolicy[field] == "Delete"
	result := {
		"msg": sprintf("Claims are deleted when the set %s", [occasion]),
		"violating_key": sprintf("spec.persistentVolumeClaimRetentionPolicy.%s", [field]),
		"recommended_value": "Retain",
	}
}

is_judged if count(input.parameters.namespaces) == 0

is_judged if patterns.in_namespaces(input.parameters.namespaces)
