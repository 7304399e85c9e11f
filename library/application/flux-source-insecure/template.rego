package edict.templates.flux_source_insecure

violation contains result if {
	insecure := input.spec.insecure
	not insecure in {false, null}
	result := {
		"msg": "The source may be fetched over plain HTTP",
		"violating_key": "spec.insecure",
		"recommended_value": false,
	}
}

violation contains result if {
	some field in ["url", "endpoint"]
	address := input.spec[field]
	is_string(address)
	startswith(lower(address), "http://")
	result := {
		"msg": "The source is fetched over plain HTTP",
		"violating_key": concat(".", ["spec", field]),
	}
}
