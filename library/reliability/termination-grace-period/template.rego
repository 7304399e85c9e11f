# The API server fills in 30 seconds.
package edict.templates.termination_grace_period

import data.edict.lib.integers
import data.edict.lib.workloads

seconds := number if {
	number := integers.of(workloads.pod_spec.terminationGracePeriodSeconds)
} else := 30 if is_object(workloads.pod_spec)

violation contains result if {
	not fits(seconds)
	result := {
		"msg": sprintf("Pods get %v seconds to end instead of %v to %v", [seconds, input.parameters.min, input.parameters.max]),
		"violating_key": workloads.pod_key("terminationGracePeriodSeconds"),
		"recommended_value": max([input.parameters.min, min([30, input.parameters.max])]),
	}
}

fits(value) if {
	value >= input.parameters.min
	value <= input.parameters.max
}
