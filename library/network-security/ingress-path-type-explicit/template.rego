package edict.templates.ingress_path_type_explicit

violation contains result if {
	some i, rule in input.spec.rules
	some j, path in rule.http.paths
	is_object(path)
	type := type_of(path)
	not type in input.parameters.allowed
	result := object.union(
		{
			"msg": sprintf("The path %s has the type %s", [object.get(path, "path", "(empty)"), type]),
			"violating_key": sprintf("spec.rules[%d].http.paths[%d].pathType", [i, j]),
		},
		{"recommended_value": choice | some choice in array.slice(choices, 0, 1)},
	)
}

type_of(path) := path.pathType if {
	is_string(path.pathType)
	path.pathType != ""
} else := "ImplementationSpecific"

choices := array.concat(
	[type | some type in input.parameters.allowed; type == "Prefix"],
	input.parameters.allowed,
)
