package edict.templates.image_pull_policy_not_never

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	entry.container.imagePullPolicy == "Never"
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s never pulls its image", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "imagePullPolicy"),
		"recommended_value": "IfNotPresent",
	}
}
