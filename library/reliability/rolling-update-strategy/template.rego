package edict.templates.rolling_update_strategy

violation contains result if {
	strategy := input.spec.strategy.type
	not strategy in {"RollingUpdate", "", null}
	result := {
		"msg": sprintf("The update strategy is %v", [strategy]),
		"violating_key": "spec.strategy.type",
		"recommended_value": "RollingUpdate",
	}
}
