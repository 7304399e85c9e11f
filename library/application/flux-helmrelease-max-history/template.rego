# Flux keeps 5 revisions where nothing is set.
package edict.templates.flux_helmrelease_max_history

violation contains result if {
	not is_bounded
	result := {
		"msg": sprintf("%v revisions are kept (0 is without end); %d is the most allowed", [history, input.parameters.max]),
		"violating_key": "spec.maxHistory",
		"recommended_value": min([5, input.parameters.max]),
	}
}

history := value if {
	value := input.spec.maxHistory
	value != null
} else := 5

is_bounded if {
	is_number(history)
	history >= 1
	history <= input.parameters.max
}
