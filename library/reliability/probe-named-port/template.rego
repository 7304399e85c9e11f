# A gRPC probe can only hold a number, so it is left alone.
package edict.templates.probe_named_port

import data.edict.lib.probes
import data.edict.lib.workloads

violation contains result if {
	some item in probes.all
	item.name == input.parameters.probe
	some handler in ["httpGet", "tcpSocket"]
	is_object(item.probe[handler])
	not named(item, handler)
	result := {
		"msg": sprintf("%s gives the port of its %s as a number", [workloads.describe(item.entry), item.name]),
		"violating_key": workloads.key(item.entry, sprintf("%s.%s.port", [item.name, handler])),
	}
}

named(item, handler) if {
	is_string(item.probe[handler].port)
	regex.match(`[A-Za-z]`, item.probe[handler].port)
}
