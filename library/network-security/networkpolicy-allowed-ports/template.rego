# A port given by name may be any number, so it is not allowed. The end of a range has a key of its own.
package edict.templates.networkpolicy_allowed_ports

import data.edict.lib.network

allowed := input.parameters.allowed

ports := [entry | some entry in network.ports; is_checked(entry)]

violation contains result if {
	some entry in network.rules
	is_checked(entry)
	not network.names_ports(entry)
	result := {
		"msg": "The rule opens every port",
		"violating_key": sprintf("%s.ports", [entry.path]),
	}
}

violation contains result if {
	some entry in ports
	not is_allowed(entry)
	result := object.union(
		{
			"msg": sprintf("The rule opens %s", [described(entry)]),
			"violating_key": sprintf("%s.port", [entry.path]),
		},
		{"recommended_value": port | some port in array.slice(allowed, 0, 1)},
	)
}

# A range is fine if all its ports are allowed. Each port in it is counted once, so that no range is ever spelled out.
violation contains result if {
	some entry in ports
	start := entry.port.port
	end := entry.port.endPort
	is_number(start)
	is_number(end)
	inside := {port | some port in allowed; is_number(port); port >= start; port <= end}
	count(inside) <= end - start
	result := {
		"msg": sprintf("The rule opens the ports up to %d", [end]),
		"violating_key": sprintf("%s.endPort", [entry.path]),
		"recommended_action": "remove",
	}
}

is_checked(entry) if input.parameters.direction in {lower(entry.direction), "both"}

is_allowed(entry) if entry.port.port in allowed

described(entry) := sprintf("port %v", [entry.port.port]) if {
	entry.port.port != null
} else := "every port"
