package edict.templates.match_labels_key

violation contains result if {
	not is_named
	result := {
		"msg": sprintf("The selector does not name the label %s under matchLabels", [input.parameters.key]),
		"violating_key": "spec.selector.matchLabels",
	}
}

is_named if input.spec.selector.matchLabels[input.parameters.key] != null
