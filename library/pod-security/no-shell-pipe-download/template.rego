# Command and arguments are read together. Where no element matches alone, the one that completes the match is
# reported.
package edict.templates.no_shell_pipe_download

import data.edict.lib.workloads

violation contains result if {
	some part in suspicious
	result := {
		"msg": sprintf("%s runs a script straight from its source", [workloads.describe(part.entry)]),
		"violating_key": workloads.command_key(part),
	}
}

suspicious contains part if {
	some part in workloads.command_texts
	matches(part.text)
}

suspicious contains part if {
	some entry in workloads.containers
	texts := [part.text | some part in workloads.command_texts; part.entry == entry]
	matches(concat(" ", texts))
	not any_matches(texts)
	parts := [part | some part in workloads.command_texts; part.entry == entry]
	last := min([i | some i, _ in texts; matches(concat(" ", array.slice(texts, 0, i + 1)))])
	part := parts[last]
}

any_matches(texts) if {
	some text in texts
	matches(text)
}

matches(text) if {
	some pattern in input.parameters.patterns
	regex.match(pattern, text)
}
