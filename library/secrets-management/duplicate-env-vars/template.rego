# Told of is each entry whose name an earlier one has; names are compared exactly.
package edict.templates.duplicate_env_vars

import data.edict.lib.env
import data.edict.lib.workloads

violation contains result if {
	some item in env.variables
	name := env.name(item.variable)
	some index, earlier in item.entry.container.env
	index < item.index
	earlier.name == name
	result := {
		"msg": sprintf("%s sets %s more than once", [workloads.describe(item.entry), name]),
		"violating_key": env.variable_key(item, "name"),
		"recommended_action": "remove",
	}
}
