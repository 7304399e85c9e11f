package edict.templates.deny_sys_admin_capability

import data.edict.lib.capabilities
import data.edict.lib.workloads

violation contains result if {
	some added in capabilities.added
	added.plain in {"SYS_ADMIN", "ALL"}
	result := {
		"msg": sprintf("%s adds the capability %s", [workloads.describe(added.entry), added.name]),
		"violating_key": added.key,
		"recommended_action": "remove",
	}
}
