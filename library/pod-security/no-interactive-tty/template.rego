package edict.templates.no_interactive_tty

import data.edict.lib.workloads

purposes := {"tty": "a terminal", "stdin": "its standard input"}

violation contains result if {
	some entry in workloads.containers
	some field, purpose in purposes
	value := entry.container[field]
	not value in {false, null}
	not workloads.is_exempt(entry, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s keeps %s open", [workloads.describe(entry), purpose]),
		"violating_key": workloads.key(entry, field),
		"recommended_value": false,
	}
}
