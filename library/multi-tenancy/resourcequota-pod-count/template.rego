package edict.templates.resourcequota_pod_count

import data.edict.lib.inventory
import data.edict.lib.quantities

violation contains result if {
	inventory.own_namespace == input.parameters.namespace
	not is_low_enough
	result := {
		"msg": sprintf("The number of pods is %s; %d is the most", [detected, input.parameters.pod_quota]),
		"violating_key": "spec.hard.pods",
		"recommended_value": input.parameters.pod_quota,
	}
}

is_low_enough if quantities.value(input.spec.hard.pods) <= input.parameters.pod_quota

detected := sprintf("%v", [input.spec.hard.pods]) if {
	input.spec.hard.pods != null
} else := "not limited"
