package edict.templates.deny_cronjobs_in_namespaces

import data.edict.lib.patterns

violation contains result if {
	patterns.in_namespaces(input.parameters.namespaces)
	not is_allowed
	result := {
		"msg": sprintf("No CronJob belongs into the namespace %s", [patterns.namespace]),
		"violating_key": "metadata.namespace",
	}
}

is_allowed if patterns.matches_any(input.metadata.name, input.parameters.allowed_names)
