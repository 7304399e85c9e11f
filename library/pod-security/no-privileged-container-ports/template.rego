# 8080 is recommended where the limit lets it pass, else the limit itself.
package edict.templates.no_privileged_container_ports

import data.edict.lib.workloads

violation contains result if {
	some declared in workloads.ports
	number := declared.number
	number < input.parameters.min_port
	not number in input.parameters.allowed
	result := {
		"msg": sprintf("%s declares the privileged port %v", [workloads.describe(declared.entry), number]),
		"violating_key": workloads.key(declared.entry, sprintf("ports[%d].containerPort", [declared.index])),
		"recommended_value": max([8080, input.parameters.min_port]),
	}
}
