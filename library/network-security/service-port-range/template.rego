package edict.templates.service_port_range

violation contains result if {
	some index, port in input.spec.ports
	number := port.port
	not is_allowed(number)
	result := {
		"msg": sprintf("Port %v is not between %d and %d", [number, input.parameters.min, input.parameters.max]),
		"violating_key": sprintf("spec.ports[%d].port", [index]),
	}
}

is_allowed(number) if {
	number >= input.parameters.min
	number <= input.parameters.max
}

is_allowed(number) if number in input.parameters.allowed
