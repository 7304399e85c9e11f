package edict.templates.pvc_access_modes

violation contains result if {
	refused := [mode | some mode in input.spec.accessModes; not mode in input.parameters.allowed]
	count(refused) > 0
	result := object.union(recommendation, {
		"msg": sprintf("Access modes that are not allowed: %s", [concat(", ", [sprintf("%v", [mode]) | some mode in refused])]),
		"violating_key": "spec.accessModes",
	})
}

recommendation := {"recommended_value": ["ReadWriteOnce"]} if {
	"ReadWriteOnce" in input.parameters.allowed
} else := {"recommended_value": [input.parameters.allowed[0]]} if {
	count(input.parameters.allowed) > 0
} else := {}
