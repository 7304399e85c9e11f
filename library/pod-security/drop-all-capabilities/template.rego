# ALL counts in any case. Windows has no capabilities.
package edict.templates.drop_all_capabilities

import data.edict.lib.capabilities
import data.edict.lib.workloads

violation contains result if {
	not workloads.is_windows
	some entry in workloads.containers
	not capabilities.drops(entry, "ALL")
	not workloads.is_exempt(entry, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s does not drop all capabilities", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.capabilities.drop"),
		"recommended_value": ["ALL"],
	}
}
