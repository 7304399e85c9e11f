package edict.templates.limitrange_min_max

violation contains result if {
	some index, item in input.spec.limits
	item.type == "Container"
	some field in ["min", "max"]
	missing := [resource | some resource in input.parameters.resources; not is_set(item, field, resource)]
	count(missing) > 0
	result := {
		"msg": sprintf("Containers have no %s for %s", [described[field], concat(" and ", missing)]),
		"violating_key": sprintf("spec.limits[%d].%s", [index, field]),
	}
}

is_set(item, field, resource) if item[field][resource] != null

described := {"min": "minimum", "max": "maximum"}
