package edict.templates.container_port_names

import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	some index, port in entry.container.ports
	is_object(port)
	not is_named(port)
	result := {
		"msg": sprintf("Port %v of %s '%s' has no name", [
			object.get(port, "containerPort", "?"), lower(workloads.roles[entry.list]), workloads.name(entry),
		]),
		"violating_key": workloads.key(entry, sprintf("ports[%d].name", [index])),
	}
}

is_named(port) if {
	is_string(port.name)
	port.name != ""
}
