# A name that is too long for a label is no recommended value.
package edict.templates.label_instance_recommended

import data.edict.lib.labels

label := "app.kubernetes.io/instance"

violation contains object.union(result, recommendation) if {
	not is_right
	result := {
		"msg": message,
		"violating_key": labels.key("labels", label),
	}
}

is_right if {
	not input.parameters.must_match_name
	labels.has("labels", label)
}

is_right if {
	input.parameters.must_match_name
	labels.is("labels", label, input.metadata.name)
}

# An object that gets its name when it is created.
is_right if {
	not input.metadata.name
	labels.has("labels", label)
}

message := sprintf("%s and not the workload's name", [labels.describe("labels", label)]) if {
	labels.has("labels", label)
} else := labels.describe("labels", label)

recommendation := {"recommended_value": input.metadata.name} if {
	is_string(input.metadata.name)
	regex.match(`^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`, input.metadata.name)
} else := {}
