# A concurrency or scale of 0 is no limit. The annotation maxScale is the older spelling.
package edict.templates.knative_concurrency_limits

import data.edict.lib.paths

prefix := "autoscaling.knative.dev/"

violation contains result if {
	not is_limited
	result := {
		"msg": sprintf("Neither the requests of a pod nor the number of pods is limited to %d", [input.parameters.max_scale]),
		"violating_key": paths.member("spec.template.metadata.annotations", concat("", [prefix, "max-scale"])),
		"recommended_value": sprintf("%d", [input.parameters.max_scale]),
	}
}

is_limited if {
	limit := input.spec.template.spec.containerConcurrency
	is_number(limit)
	limit > 0
}

is_limited if {
	scale := max_scale
	scale > 0
	scale <= input.parameters.max_scale
}

max_scale := to_number(digits) if {
	written := [value |
		some name in ["max-scale", "maxScale"]
		value := input.spec.template.metadata.annotations[concat("", [prefix, name])]
	]
	digits := regex.replace(sprintf("%v", [written[0]]), `^0+([0-9])`, "$1")
	regex.match(`^[0-9]{1,9}$`, digits)
}
