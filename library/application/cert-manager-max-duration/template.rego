# cert-manager issues for 2160h where no duration is set.
package edict.templates.cert_manager_max_duration

import data.edict.lib.durations

duration := value if {
	value := input.spec.duration
	not value in {"", null}
} else := "2160h"

violation contains object.union(result, recommendation) if {
	durations.ns(duration) > durations.ns(input.parameters.max)
	result := {
		"msg": sprintf("The certificate is valid for %s; %s is the most allowed", [duration, input.parameters.max]),
		"violating_key": "spec.duration",
	}
}

# The most allowed would not do where the certificate is to be renewed earlier than that.
recommendation := {} if {
	durations.ns(input.spec.renewBefore) >= durations.ns(input.parameters.max)
	durations.ns(input.spec.renewBefore) < durations.ns(duration)
} else := {"recommended_value": input.parameters.max}

violation contains result if {
	durations.ns(input.spec.renewBefore) >= durations.ns(duration)
	result := {
		"msg": sprintf("The certificate is to be renewed %s before it expires, but is valid for %s", [input.spec.renewBefore, duration]),
		"violating_key": "spec.renewBefore",
	}
}
