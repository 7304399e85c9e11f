package edict.templates.probe_port_exposed

import data.edict.lib.probes
import data.edict.lib.workloads

violation contains result if {
	some item in probes.all
	item.name in input.parameters.probes
	some handler in ["httpGet", "tcpSocket", "grpc"]
	is_object(item.probe[handler])
	port := object.get(item.probe[handler], "port", null)
	not declared(item, port)
	result := {
		"msg": sprintf("%s declares no port %v, which its %s asks", [workloads.describe(item.entry), port, item.name]),
		"violating_key": workloads.key(item.entry, sprintf("%s.%s.port", [item.name, handler])),
	}
}

declared(item, port) if {
	number := probes.port_number(item.entry.container, port)
	some entry in item.entry.container.ports
	entry.containerPort == number
}
