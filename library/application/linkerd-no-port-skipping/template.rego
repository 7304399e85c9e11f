package edict.templates.linkerd_no_port_skipping

import data.edict.lib.paths
import data.edict.lib.workloads

violation contains result if {
	some name in ["config.linkerd.io/skip-inbound-ports", "config.linkerd.io/skip-outbound-ports"]
	value := workloads.pod_metadata.annotations[name]
	value != null
	skipped := [port | some port in split(sprintf("%v", [value]), ","); not is_allowed(trim_space(port))]
	count(skipped) > 0
	result := {
		"msg": sprintf("The annotation %s leads ports past the proxy: %v", [name, value]),
		"violating_key": paths.member(concat(".", [workloads.pod_metadata_path, "annotations"]), name),
		"recommended_action": "remove",
	}
}

is_allowed(port) if {
	some entry in input.parameters.allowed_ports
	port == sprintf("%v", [entry])
}

is_allowed(port) if {
	[first, last] := bounds(port)
	some entry in input.parameters.allowed_ports
	[from, to] := bounds(sprintf("%v", [entry]))
	first >= from
	last <= to
}

bounds(port) := [to_number(part) | some part in found] if {
	regex.match(`^[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?$`, port)
	some parts in [split(port, "-")]
	found := [parts[0], parts[count(parts) - 1]]
}
