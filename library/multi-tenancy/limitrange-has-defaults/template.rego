# The recommended value keeps what is there. A missing limit takes the item's max or min, a missing request the default
# limit, as the API server would fill them in.
package edict.templates.limitrange_has_defaults

violation contains result if {
	some index, item in input.spec.limits
	item.type == "Container"
	some field in ["default", "defaultRequest"]
	missing := [resource | some resource in input.parameters.resources; not is_set(item, field, resource)]
	count(missing) > 0
	result := object.union(
		{
			"msg": sprintf("Containers get no %s for %s", [described[field], concat(" and ", missing)]),
			"violating_key": sprintf("spec.limits[%d].%s", [index, field]),
		},
		{"recommended_value": value | value := completed(item, field, missing)},
	)
}

is_set(item, field, resource) if item[field][resource] != null

described := {"default": "default limit", "defaultRequest": "default request"}

completed(item, field, missing) := object.union(
	{resource: value | some resource, value in item[field]},
	{resource: value | some resource in missing; value := suggestion(item, field, resource)},
) if {
	every resource in missing { suggestion(item, field, resource) }
}

suggestion(item, field, resource) := [value |
	some source in sources[field]
	value := object.union({"typical": typical}, item)[source][resource]
	value != null
][0]

sources := {
	"default": ["max", "min", "typical"],
	"defaultRequest": ["default", "max", "min", "typical"],
}

typical := {"cpu": "500m", "memory": "512Mi", "ephemeral-storage": "1Gi"}
