package edict.templates.service_nodeport_range

violation contains result if {
	some index, port in input.spec.ports
	number := port.nodePort
	not number in {0, null}
	not is_allowed(number)
	result := {
		"msg": sprintf("Node port %v is not between %d and %d", [number, lowest, input.parameters.max]),
		"violating_key": sprintf("spec.ports[%d].nodePort", [index]),
		"recommended_action": "remove",
	}
}

lowest := max([1025, input.parameters.min])

is_allowed(number) if {
	number >= lowest
	number <= input.parameters.max
}
