# A value that the agent withheld under a name that does not sound secret was withheld for its shape, and counts.
package edict.templates.no_secret_values_by_pattern

import data.edict.lib.env
import data.edict.lib.workloads

found contains {"entry": item.entry, "key": env.variable_key(item, "value"), "place": sprintf("variable %v", [object.get(item.variable, "name", item.index)])} if {
	some item in env.variables
	value := env.literal(item.variable)
	is_credential(object.get(item.variable, "name", ""), value)
}

found contains {"entry": item.entry, "key": env.argument_key(item), "place": {"args": "arguments", "command": "command"}[item.field]} if {
	some item in env.arguments
	is_credential("", item.text)
}

is_credential(_, value) if {
	is_string(value)
	some pattern in input.parameters.patterns
	regex.match(pattern, value)
}

is_credential(name, value) if {
	is_string(name)
	env.is_withheld_by_shape(name, value)
}

violation contains result if {
	some item in found
	result := {
		"msg": sprintf("%s has a credential in its %s", [workloads.describe(item.entry), item.place]),
		"violating_key": item.key,
		"recommended_action": "remove",
	}
}
