package edict.templates.namespace_name_pattern

name := input.metadata.name if is_string(input.metadata.name)

violation contains result if {
	count(problems) > 0
	result := {
		"msg": sprintf("The name %s", [concat(" and ", problems)]),
		"violating_key": "metadata.name",
	}
}

problems := array.concat(
	[sprintf("does not match %s", [input.parameters.pattern]) | not regex.match(input.parameters.pattern, name)],
	[sprintf("begins with %s", [prefix]) | some prefix in input.parameters.denied_prefixes; startswith(name, prefix)],
)
