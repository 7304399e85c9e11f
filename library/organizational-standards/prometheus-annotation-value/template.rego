package edict.templates.prometheus_annotation_value

import data.edict.lib.paths

place := "metadata.annotations" if input.kind == "Service"

place := "spec.template.metadata.annotations" if input.kind != "Service"

annotations := input.metadata.annotations if input.kind == "Service"

annotations := input.spec.template.metadata.annotations if input.kind != "Service"

violation contains result if {
	not is_right
	result := {
		"msg": sprintf("The annotation %s %s; '%s' is required", [input.parameters.key, detected, input.parameters.value]),
		"violating_key": paths.member(place, input.parameters.key),
		"recommended_value": input.parameters.value,
	}
}

is_right if annotations[input.parameters.key] == input.parameters.value

detected := sprintf("is '%v'", [annotations[input.parameters.key]]) if {
	annotations[input.parameters.key] != null
} else := "is missing"
