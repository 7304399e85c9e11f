# The listed names fail wherever their value comes from; GOOGLE_APPLICATION_CREDENTIALS fails where its value is written out.
package edict.templates.cloud_metadata_env

import data.edict.lib.env
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some item in env.variables
	name := env.name(item.variable)
	is_cloud_credential(name, item)
	result := {
		"msg": sprintf("%s gets cloud credentials from %s", [workloads.describe(item.entry), name]),
		"violating_key": env.variable_key(item, "name"),
		"recommended_action": "remove",
	}
}

is_cloud_credential(name, _) if is_listed(name)

is_cloud_credential("GOOGLE_APPLICATION_CREDENTIALS", item) if env.literal(item.variable) != null

is_listed(name) if patterns.matches_any(name, input.parameters.names)
