package edict.templates.required_labels

import data.edict.lib.paths
import data.edict.lib.workloads

places contains {"path": "metadata.labels", "labels": labels} if {
	labels := {key: value | some key, value in input.metadata.labels}
}

places contains {"path": concat(".", [workloads.pod_metadata_path, "labels"]), "labels": labels} if {
	input.parameters.check_pod_template
	labels := {key: value | some key, value in workloads.pod_metadata.labels}
}

violation contains result if {
	some place in places
	present := object.keys(place.labels)
	missing := [key | some key, _ in input.parameters.labels; not key in present]
	count(missing) > 0
	result := {
		"msg": sprintf("Missing labels: %s", [concat(", ", sort(missing))]),
		"violating_key": place.path,
	}
}

violation contains result if {
	some place in places
	some key, pattern in input.parameters.labels
	value := place.labels[key]
	not matches(value, pattern)
	result := {
		"msg": sprintf("Label %s is '%v', which does not match %s", [key, value, pattern]),
		"violating_key": paths.member(place.path, key),
	}
}

matches(value, pattern) if {
	is_string(value)
	regex.match(pattern, value)
}
