# Binary values are decoded first. A value that the agent withheld under a name that does not sound secret was withheld for
# its shape, and counts.
package edict.templates.configmap_no_secret_values

import data.edict.lib.config_maps
import data.edict.lib.env

violation contains result if {
	some value in config_maps.values
	is_credential(value)
	result := {
		"msg": sprintf("The value of %s contains a credential", [value.name]),
		"violating_key": value.key,
	}
}

is_credential(value) if {
	some pattern in input.parameters.patterns
	regex.match(pattern, value.text)
}

is_credential(value) if env.is_withheld_by_shape(value.name, value.text)
