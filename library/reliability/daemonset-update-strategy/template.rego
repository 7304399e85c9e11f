package edict.templates.daemonset_update_strategy

violation contains result if {
	input.spec.updateStrategy.type == "OnDelete"
	result := {
		"msg": "Pods are updated only after somebody has deleted them",
		"violating_key": "spec.updateStrategy.type",
		"recommended_value": "RollingUpdate",
	}
}
