# Capabilities compare in any case, with or without CAP_. ALL among the added ones brings NET_RAW back. Windows has no
# capabilities.
package edict.templates.drop_net_raw

import data.edict.lib.capabilities
import data.edict.lib.workloads

violation contains result if {
	not workloads.is_windows
	some entry in workloads.containers
	not capabilities.drops(entry, "NET_RAW")
	not workloads.is_exempt(entry, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s does not drop NET_RAW", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.capabilities.drop"),
		"recommended_value": capabilities.drop_with(entry, ["NET_RAW"]),
	}
}

violation contains result if {
	some added in capabilities.added
	added.plain in {"NET_RAW", "ALL"}
	entry := added.entry
	not workloads.is_exempt(entry, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s adds the capability %s", [workloads.describe(entry), added.name]),
		"violating_key": added.key,
		"recommended_action": "remove",
	}
}
