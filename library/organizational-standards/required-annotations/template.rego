package edict.templates.required_annotations

import data.edict.lib.labels

violation contains result if {
	missing := [name | some name, _ in input.parameters.annotations; not is_there(name)]
	count(missing) > 0
	result := {
		"msg": sprintf("Missing annotations: %s", [concat(", ", sort(missing))]),
		"violating_key": "metadata.annotations",
	}
}

violation contains result if {
	some name, pattern in input.parameters.annotations
	value := input.metadata.annotations[name]
	not matches(value, pattern)
	result := {
		"msg": sprintf("Annotation %s is '%v', which does not match %s", [name, value, pattern]),
		"violating_key": labels.key("annotations", name),
	}
}

is_there(name) if _ = input.metadata.annotations[name]

matches(value, pattern) if {
	is_string(value)
	regex.match(pattern, value)
}
