package edict.templates.namespace_required_labels

import data.edict.lib.paths
import data.edict.lib.selectors

labels := {key: value | some key, value in input.metadata.labels}

violation contains result if {
	missing := [key | some key, _ in input.parameters.labels; not selectors.has(labels, key)]
	count(missing) > 0
	result := {
		"msg": sprintf("Missing labels: %s", [concat(", ", sort(missing))]),
		"violating_key": "metadata.labels",
	}
}

violation contains result if {
	some key, pattern in input.parameters.labels
	value := labels[key]
	not matches(value, pattern)
	result := {
		"msg": sprintf("Label %s is '%v', which does not match %s", [key, value, pattern]),
		"violating_key": paths.member("metadata.labels", key),
	}
}

matches(value, pattern) if {
	is_string(value)
	regex.match(pattern, value)
}
