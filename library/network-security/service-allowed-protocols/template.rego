# Where appProtocol is left out, the port's name up to its first hyphen tells the protocol, as meshes read it.
package edict.templates.service_allowed_protocols

violation contains result if {
	some index, port in input.spec.ports
	is_object(port)
	not is_allowed(port)
	result := object.union(
		{
			"msg": sprintf("Port %s %s", [described(port), problem(port)]),
			"violating_key": sprintf("spec.ports[%d].appProtocol", [index]),
		},
		{"recommended_value": protocol | some protocol in array.slice(input.parameters.allowed, 0, 1)},
	)
}

is_allowed(port) if protocol_of(port) in input.parameters.allowed

protocol_of(port) := port.appProtocol if {
	is_string(port.appProtocol)
	port.appProtocol != ""
} else := split(port.name, "-")[0] if is_string(port.name)

problem(port) := sprintf("has the protocol '%s', which is not allowed", [protocol_of(port)]) if {
	protocol_of(port) != ""
} else := "names no protocol"

described(port) := sprintf("'%s'", [port.name]) if {
	is_string(port.name)
} else := sprintf("%v", [object.get(port, "port", "without a number")])
