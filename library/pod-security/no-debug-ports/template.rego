package edict.templates.no_debug_ports

import data.edict.lib.workloads

violation contains result if {
	some declared in workloads.ports
	number := declared.number
	number in input.parameters.ports
	result := {
		"msg": sprintf("%s declares the debug port %v", [workloads.describe(declared.entry), number]),
		"violating_key": workloads.key(declared.entry, sprintf("ports[%d].containerPort", [declared.index])),
	}
}

violation contains result if {
	some part in workloads.command_texts
	starts_debugger(part.text)
	result := {
		"msg": sprintf("%s starts a debugger that listens", [workloads.describe(part.entry)]),
		"violating_key": workloads.command_key(part),
	}
}

violation contains result if {
	some variable in workloads.env_values
	starts_debugger(variable.value)
	result := {
		"msg": sprintf("%s starts a debugger that listens", [workloads.describe(variable.entry)]),
		"violating_key": workloads.key(variable.entry, sprintf("env[%d].value", [variable.index])),
	}
}

options := ["-agentlib:jdwp", "-Xrunjdwp", "--inspect=0.0.0.0", "--inspect-brk=0.0.0.0"]

starts_debugger(text) if {
	is_string(text)
	some option in options
	contains(text, option)
}
