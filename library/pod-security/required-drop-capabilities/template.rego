# Names compare in any case, with or without CAP_. Windows has no capabilities.
package edict.templates.required_drop_capabilities

import data.edict.lib.capabilities
import data.edict.lib.workloads

violation contains result if {
	not workloads.is_windows
	some entry in workloads.containers
	missing := [name | some name in input.parameters.required; not capabilities.drops(entry, name)]
	count(missing) > 0
	result := {
		"msg": sprintf("%s does not drop %s", [workloads.describe(entry), concat(", ", missing)]),
		"violating_key": workloads.key(entry, "securityContext.capabilities.drop"),
		"recommended_value": capabilities.drop_with(entry, missing),
	}
}
