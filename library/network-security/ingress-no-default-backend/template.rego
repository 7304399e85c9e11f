package edict.templates.ingress_no_default_backend

violation contains result if {
	some field in ["defaultBackend", "backend"]
	is_object(input.spec[field])
	result := {
		"msg": "Requests that match no rule go to a default backend",
		"violating_key": concat(".", ["spec", field]),
		"recommended_action": "remove",
	}
}
