# A tool counts where it is a word of its own in the hook's command, with or without its directory.
package edict.templates.no_lifecycle_exec_network_tools

import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	some hook in ["postStart", "preStop"]
	command := entry.container.lifecycle[hook].exec.command
	called := called_in(words(command))
	count(called) > 0
	result := {
		"msg": sprintf("%s calls %s in its %s hook", [workloads.describe(entry), concat(", ", called), hook]),
		"violating_key": workloads.key(entry, sprintf("lifecycle.%s.exec.command", [hook])),
	}
}

called_in(text) := [binary |
	some binary in input.parameters.binaries
	contains(text, sprintf(" %s ", [binary]))
]

# The words of a command between single spaces, programs without their directories.
words(command) := regex.replace(spaced, ` \.{0,2}/(\S*/)?`, " ") if {
	text := concat(" ", [part | some part in command; is_string(part)])
	spaced := sprintf(" %s ", [regex.replace(text, "[\\s\"'`;&|()${}<>]+", " ")])
}
