# A HelmRepository of type oci needs no interval.
package edict.templates.flux_reconcile_interval

import data.edict.lib.durations

shortest := durations.ns(input.parameters.min)

longest := durations.ns(input.parameters.max)

violation contains result if {
	not is_in_bounds
	not needs_none
	result := {
		"msg": sprintf("%s; it has to be between %s and %s", [detected, input.parameters.min, input.parameters.max]),
		"violating_key": "spec.interval",
		"recommended_value": recommended,
	}
}

is_in_bounds if {
	interval := durations.ns(input.spec.interval)
	interval >= shortest
	interval <= longest
}

needs_none if {
	input.spec.type == "oci"
	not input.spec.interval
}

detected := sprintf("The interval is %v", [input.spec.interval]) if {
	input.spec.interval != null
} else := "No interval is set"

recommended := input.parameters.min if {
	shortest > durations.ns("10m")
} else := input.parameters.max if {
	longest < durations.ns("10m")
} else := "10m"
