# Names compare in any case, with or without CAP_, as runtimes read them.
package edict.templates.deny_dangerous_capabilities

import data.edict.lib.capabilities
import data.edict.lib.workloads

denied := {"ALL"} | {capabilities.plain(name) | some name in input.parameters.denied}

violation contains result if {
	some added in capabilities.added
	added.plain in denied
	result := {
		"msg": sprintf("%s adds the capability %s", [workloads.describe(added.entry), added.name]),
		"violating_key": added.key,
		"recommended_action": "remove",
	}
}
