package edict.templates.prohibited_annotations

import data.edict.lib.labels

violation contains result if {
	some name, _ in input.metadata.annotations
	is_prohibited(name)
	result := {
		"msg": sprintf("The annotation %s must not be used", [name]),
		"violating_key": labels.key("annotations", name),
		"recommended_action": "remove",
	}
}

is_prohibited(name) if {
	is_string(name)
	some pattern in input.parameters.patterns
	regex.match(pattern, name)
}
