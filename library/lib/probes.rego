# Probes of the containers that run for the life of the pod, and how the API server fills in what they leave out.
package edict.lib.probes

import data.edict.lib.integers
import data.edict.lib.workloads

names := ["livenessProbe", "readinessProbe", "startupProbe"]

handlers := ["httpGet", "grpc", "tcpSocket", "exec"]

# {"entry", "name", "probe"} of every probe that is there.
all := [{"entry": entry, "name": name, "probe": probe} |
	some entry in workloads.lasting_containers
	some name in names
	probe := entry.container[name]
	is_object(probe)
]

# The same with the fields that are numbers, filled in: {"entry", "name", "probe", "timing"}.
timed := [{"entry": item.entry, "name": item.name, "probe": item.probe, "timing": timing(item.probe)} | some item in all]

# True if the container of an entry has the probe, with something to ask.
has(entry, name) if {
	some handler in handlers
	is_object(entry.container[name][handler])
}

# A field of a probe in seconds or times.
effective(probe, field) := timing(probe)[field]

# All of these fields.
timing(probe) := {field: filled_in(object.get(probe, field, null), default_value) | some field, default_value in defaults}

# The API server fills in zero as well.
filled_in(value, default_value) := number if {
	number := integers.of(value)
	number != 0
} else := default_value

defaults := {
	"initialDelaySeconds": 0,
	"timeoutSeconds": 1,
	"periodSeconds": 10,
	"successThreshold": 1,
	"failureThreshold": 3,
}

# The number of a port given as number, as name of a port of the container, or as text of a number.
port_number(_, port) := port if is_number(port)

port_number(container, port) := named_port(container, port) if is_string(port)

named_port(container, name) := numbers[0] if {
	numbers := [entry.containerPort | some entry in container.ports; entry.name == name]
	count(numbers) > 0
} else := to_number(name) if regex.match("^[0-9]{1,5}$", name)
