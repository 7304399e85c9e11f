# Every list of containers counts, as for the API server's own warning. The second of two equal ports is reported.
package edict.templates.no_duplicate_container_ports

import data.edict.lib.workloads

ports := [{"entry": entry, "index": index, "port": port} |
	some entry in workloads.containers
	some index, port in entry.container.ports
	is_object(port)
]

numbers := [identity(item.port) | some item in ports]

names := [name_of(item.port) | some item in ports]

# The API server reads a protocol that is left out as TCP.
identity(port) := sprintf("%v/%v", [object.get(port, "containerPort", null), protocol(port)])

protocol(port) := port.protocol if {
	not object.get(port, "protocol", null) in {null, ""}
} else := "TCP"

name_of(port) := port.name if {
	is_string(port.name)
} else := ""

violation contains result if {
	some n, item in ports
	numbers[n] in array.slice(numbers, 0, n)
	result := {
		"msg": sprintf("%s declares port %s again", [workloads.describe(item.entry), numbers[n]]),
		"violating_key": key(item, "containerPort"),
	}
}

violation contains result if {
	some n, item in ports
	names[n] != ""
	names[n] in array.slice(names, 0, n)
	result := {
		"msg": sprintf("%s declares the port name %s again", [workloads.describe(item.entry), names[n]]),
		"violating_key": key(item, "name"),
	}
}

violation contains result if {
	some n, item in ports
	name := names[n]
	count(name) > 15
	earlier := array.slice(names, 0, n)
	not name in earlier
	result := {
		"msg": sprintf("%s has a port name longer than 15 characters", [workloads.describe(item.entry)]),
		"violating_key": key(item, "name"),
	}
}

key(item, field) := workloads.key(item.entry, sprintf("ports[%d].%s", [item.index, field]))
