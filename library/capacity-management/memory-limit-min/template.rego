# A container without a limit is the business of memory-limits-required.
package edict.templates.memory_limit_min

import data.edict.lib.quantities
import data.edict.lib.resources
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	quantity := resources.stated(entry, "limits", "memory")
	quantities.value(quantity) < quantities.value(input.parameters.min)
	result := {
		"msg": sprintf("%s has a memory limit of %v, below %s", [workloads.describe(entry), quantity, input.parameters.min]),
		"violating_key": workloads.key(entry, "resources.limits.memory"),
		"recommended_value": input.parameters.min,
	}
}
