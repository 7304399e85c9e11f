package edict.templates.pdb_selector_not_empty

violation contains result if {
	not selects_by_label
	result := {
		"msg": "The selector is empty",
		"violating_key": "spec.selector",
	}
}

selects_by_label if some _ in input.spec.selector.matchLabels

selects_by_label if some _ in input.spec.selector.matchExpressions
