package edict.templates.label_managed_by_recommended

import data.edict.lib.labels
import data.edict.lib.patterns

label := "app.kubernetes.io/managed-by"

violation contains object.union(result, recommendation) if {
	not is_managed
	result := {
		"msg": labels.describe("labels", label),
		"violating_key": labels.key("labels", label),
	}
}

is_managed if patterns.matches_any(labels.stated("labels", label), input.parameters.allowed)

recommendation := {"recommended_value": input.parameters.allowed[0]} if {
	not endswith(input.parameters.allowed[0], "*")
} else := {}
