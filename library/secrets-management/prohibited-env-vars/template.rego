# What a source under envFrom brings cannot be seen in the object. The expression matches anywhere in the image as written.
package edict.templates.prohibited_env_vars

import data.edict.lib.env
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some item in env.variables
	regex.match(input.parameters.image_pattern, workloads.image(item.entry))
	name := env.name(item.variable)
	patterns.matches_any(name, input.parameters.prohibited)
	result := {
		"msg": sprintf("%s sets %s", [workloads.describe(item.entry), name]),
		"violating_key": env.variable_key(item, "name"),
		"recommended_action": "remove",
	}
}
