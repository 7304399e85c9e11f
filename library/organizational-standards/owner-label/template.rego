package edict.templates.owner_label

import data.edict.lib.labels

violation contains result if {
	first := input.parameters.keys[0]
	not has_owner
	result := {
		"msg": sprintf("None of the labels %s names an owner", [concat(", ", input.parameters.keys)]),
		"violating_key": labels.key("labels", first),
	}
}

has_owner if {
	some label in input.parameters.keys
	labels.has("labels", label)
}
