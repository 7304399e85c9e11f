package edict.templates.argocd_appproject_no_wildcards

violation contains result if {
	some field in ["sourceRepos", "destinations", "clusterResourceWhitelist"]
	not field in input.parameters.allow_fields
	some index, item in input.spec[field]
	some member, value in members(item)
	is_everything(value)
	key := sprintf("spec.%s[%d]", [field, index])
	first := min({other | some other, text in members(item); is_everything(text)})
	member == first
	result := {
		"msg": sprintf("%s allows everything with %s", [field, value]),
		"violating_key": key,
	}
}

members(item) := {"": item} if is_string(item)

members(item) := {member: value | some member, value in item; member in {"group", "kind", "name", "namespace", "server"}} if {
	is_object(item)
}

is_everything(value) if {
	is_string(value)
	regex.match(`^([a-z]+://)?\*+$`, value)
}
