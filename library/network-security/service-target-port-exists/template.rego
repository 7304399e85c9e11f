# Ports of regular containers and of sidecars count, of the same protocol, as the endpoints controller looks them up.
# Without a selector only the name itself can be judged.
package edict.templates.service_target_port_exists

import data.edict.lib.inventory
import data.edict.lib.selectors

named_ports := [{"port": port, "path": sprintf("spec.ports[%d].targetPort", [index])} |
	not is_external
	some index, port in input.spec.ports
	is_string(port.targetPort)
	port.targetPort != ""
]

violation contains result if {
	some entry in named_ports
	name := entry.port.targetPort
	not is_port_name(name)
	result := {
		"msg": sprintf("'%s' is no valid port name", [name]),
		"violating_key": entry.path,
	}
}

violation contains result if {
	some entry in named_ports
	name := entry.port.targetPort
	is_port_name(name)
	some _ in input.spec.selector
	protocol := protocol_of(entry.port)
	not is_offered(name, protocol)
	result := {
		"msg": sprintf("No selected pod has a port named '%s'", [name]),
		"violating_key": entry.path,
	}
}

is_external if input.spec.type == "ExternalName"

is_port_name(name) if {
	count(name) <= 15
	regex.match(`^[a-z0-9]+(-[a-z0-9]+)*$`, name)
	regex.match(`[a-z]`, name)
}

is_offered(name, protocol) if {
	some pod in inventory.pods(inventory.own_namespace)
	selectors.map_matches(input.spec.selector, pod.labels)
	some container in lasting_containers(pod.spec)
	some port in container.ports
	port.name == name
	protocol_of(port) == protocol
}

lasting_containers(spec) := array.concat(
	[container | some container in spec.containers],
	[container | some container in spec.initContainers; container.restartPolicy == "Always"],
)

protocol_of(port) := port.protocol if {
	port.protocol in {"UDP", "SCTP"}
} else := "TCP"
