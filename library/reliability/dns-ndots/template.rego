# Of several options ndots all have to fit.
package edict.templates.dns_ndots

import data.edict.lib.workloads

options := [option | some option in workloads.pod_spec.dnsConfig.options; is_object(option)]

violation contains result if {
	is_object(workloads.pod_spec)
	not lowered
	result := {
		"msg": sprintf("The DNS option ndots is not set to %v or less", [input.parameters.max]),
		"violating_key": workloads.pod_key("dnsConfig.options"),
		"recommended_value": array.concat(
			[option | some option in options; not option.name == "ndots"],
			[{"name": "ndots", "value": sprintf("%v", [input.parameters.max])}],
		),
	}
}

lowered if {
	values := [sprintf("%v", [option.value]) | some option in options; option.name == "ndots"]
	count(values) > 0
	every value in values {
		regex.match(`^(0|[1-9][0-9]?)$`, value)
		to_number(value) <= input.parameters.max
	}
}
