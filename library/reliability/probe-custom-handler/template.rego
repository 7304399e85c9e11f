# A container without the probe is left to liveness-probe-required and its sisters. With a command in the parameters the
# probe has to run it; without one it has to be an httpGet.
package edict.templates.probe_custom_handler

import data.edict.lib.probes
import data.edict.lib.workloads

by_command if count(input.parameters.command) > 0

chosen := [item |
	some item in probes.all
	item.name == input.parameters.probe
	probes.has(item.entry, item.name)
]

violation contains result if {
	by_command
	some item in chosen
	is_object(item.probe.exec)
	not item.probe.exec.command == input.parameters.command
	result := object.union(
		finding(item, "does not run the agreed command", "exec.command"),
		{"recommended_value": input.parameters.command},
	)
}

violation contains result if {
	by_command
	some item in chosen
	not asks_by(item, "exec")
	result := finding(item, "does not run the agreed command", "")
}

violation contains result if {
	not by_command
	some item in chosen
	not asks_by(item, "httpGet")
	result := finding(item, "does not ask over HTTP", "")
}

violation contains result if {
	not by_command
	input.parameters.path != ""
	some item in chosen
	path := path_of(item.probe.httpGet)
	path != input.parameters.path
	result := object.union(
		finding(item, sprintf("asks the path %v", [path]), "httpGet.path"),
		{"recommended_value": input.parameters.path},
	)
}

violation contains result if {
	not by_command
	input.parameters.port != 0
	some item in chosen
	is_object(item.probe.httpGet)
	port := object.get(item.probe.httpGet, "port", null)
	not is_agreed_port(item, port)
	result := object.union(
		finding(item, sprintf("asks port %v", [port]), "httpGet.port"),
		{"recommended_value": input.parameters.port},
	)
}

asks_by(item, handler) if is_object(item.probe[handler])

is_agreed_port(item, port) if probes.port_number(item.entry.container, port) == input.parameters.port

# The API server fills in a path that is left out.
path_of(http) := object.get(http, "path", null) if {
	is_object(http)
	not object.get(http, "path", null) in {null, ""}
} else := "/" if is_object(http)

finding(item, problem, field) := {
	"msg": sprintf("The %s of %s '%s' %s", [item.name, lower(workloads.roles[item.entry.list]), workloads.name(item.entry), problem]),
	"violating_key": workloads.key(item.entry, trim_suffix(concat(".", [item.name, field]), ".")),
}
