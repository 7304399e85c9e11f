# A value that the agent withheld under a name that does not sound secret was withheld for its shape, and counts.
package edict.templates.no_secret_values_by_pattern

import data.edict.lib.env
import data.edict.lib.workloads

found contains in_variable(item) if {
	some item in env.variables
	fits_pattern(env.literal(item.variable))
}

found contains in_variable(item) if {
	some item in env.variables
	value := env.literal(item.variable)
	env.is_withheld(value)
	name := object.get(item.variable, "name", "")
	is_string(name)
	env.is_withheld_by_shape(name, value)
}

found contains in_argument(item) if {
	some item in env.arguments
	fits_pattern(item.text)
}

found contains in_argument(item) if {
	some item in env.arguments
	env.is_withheld_by_shape("", item.text)
}

in_variable(item) := {
	"entry": item.entry,
	"key": env.variable_key(item, "value"),
	"place": sprintf("variable %v", [object.get(item.variable, "name", item.index)]),
}

in_argument(item) := {
	"entry": item.entry,
	"key": env.argument_key(item),
	"place": {"args": "arguments", "command": "command"}[item.field],
}

fits_pattern(value) if {
	is_string(value)
	some pattern in input.parameters.patterns
	regex.match(pattern, value)
}

violation contains result if {
	some item in found
	result := {
		"msg": sprintf("%s has a credential in its %s", [workloads.describe(item.entry), item.place]),
		"violating_key": item.key,
		"recommended_action": "remove",
	}
}
