package edict.templates.required_labels

import data.edict.lib.paths
import data.edict.lib.workloads

# Labels by the path of where they are.
places["metadata.labels"] := own_labels

places[concat(".", [workloads.pod_metadata_path, "labels"])] := workloads.pod_labels if input.parameters.check_pod_template

own_labels := input.metadata.labels if {
	is_object(input.metadata.labels)
} else := {key: value | some key, value in input.metadata.labels}

violation contains result if {
	some path, labels in places
	missing := [key | some key, _ in input.parameters.labels; not has(labels, key)]
	count(missing) > 0
	result := {
		"msg": sprintf("Missing labels: %s", [concat(", ", sort(missing))]),
		"violating_key": path,
	}
}

violation contains result if {
	some path, labels in places
	some key, pattern in input.parameters.labels
	value := labels[key]
	not matches(value, pattern)
	result := {
		"msg": sprintf("Label %s is '%v', which does not match %s", [key, value, pattern]),
		"violating_key": paths.member(path, key),
	}
}

has(labels, key) if _ = labels[key]

matches(value, pattern) if {
	is_string(value)
	regex.match(pattern, value)
}
