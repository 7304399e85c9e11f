# A manifest without a namespace belongs to default.
package edict.templates.deny_cronjobs_in_namespaces

import data.edict.lib.patterns

violation contains result if {
	patterns.matches_any(namespace, input.parameters.namespaces)
	not is_allowed
	result := {
		"msg": sprintf("No CronJob belongs into the namespace %s", [namespace]),
		"violating_key": "metadata.namespace",
	}
}

namespace := name if {
	name := input.metadata.namespace
	not name in {"", null}
} else := "default"

is_allowed if patterns.matches_any(input.metadata.name, input.parameters.allowed_names)
