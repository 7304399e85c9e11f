# A timeout of 0 is none. PipelineRuns of v1beta1 may also use spec.timeout.
package edict.templates.tekton_timeouts

import data.edict.lib.durations

path := ["timeout"] if {
	input.kind == "TaskRun"
} else := ["timeout"] if {
	input.spec.timeout
} else := ["timeouts", "pipeline"]

timeout := object.get(input, array.concat(["spec"], path), null)

violation contains result if {
	not is_bounded
	result := {
		"msg": sprintf("%s; %s is the most allowed", [detected, input.parameters.max]),
		"violating_key": concat(".", array.concat(["spec"], path)),
		"recommended_value": input.parameters.max,
	}
}

is_bounded if {
	length := durations.ns(timeout)
	length > 0
	length <= durations.ns(input.parameters.max)
}

detected := "No timeout is set" if {
	timeout in {"", null}
} else := sprintf("The timeout is %v", [timeout])
