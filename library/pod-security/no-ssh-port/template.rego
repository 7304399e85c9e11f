package edict.templates.no_ssh_port

import data.edict.lib.workloads

violation contains result if {
	some declared in workloads.ports
	number := declared.number
	number in input.parameters.ports
	is_tcp(declared.port)
	result := {
		"msg": sprintf("%s declares the SSH port %v", [workloads.describe(declared.entry), number]),
		"violating_key": workloads.key(declared.entry, sprintf("ports[%d].containerPort", [declared.index])),
	}
}

is_tcp(port) if object.get(port, "protocol", null) in {"TCP", "", null}
