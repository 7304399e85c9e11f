package edict.templates.label_value_allow_list

import data.edict.lib.labels

violation contains result if {
	not is_allowed
	result := {
		"msg": sprintf("%s; one of %s is required", [labels.describe("labels", input.parameters.label), concat(", ", input.parameters.allowed)]),
		"violating_key": labels.key("labels", input.parameters.label),
		"recommended_value": input.parameters.allowed[0],
	}
}

is_allowed if input.metadata.labels[input.parameters.label] in input.parameters.allowed
