package edict.templates.node_required_labels

import data.edict.lib.labels

violation contains result if {
	not labels.has("labels", input.parameters.key)
	result := {
		"msg": labels.describe("labels", input.parameters.key),
		"violating_key": "metadata.labels",
	}
}

violation contains result if {
	labels.has("labels", input.parameters.key)
	input.parameters.value != ""
	not labels.is("labels", input.parameters.key, input.parameters.value)
	result := {
		"msg": sprintf("%s; '%s' is required", [labels.describe("labels", input.parameters.key), input.parameters.value]),
		"violating_key": labels.key("labels", input.parameters.key),
	}
}
