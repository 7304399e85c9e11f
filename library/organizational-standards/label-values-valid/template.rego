package edict.templates.label_values_valid

import data.edict.lib.fields
import data.edict.lib.paths
import data.edict.lib.workloads

# Maps of labels by their full path.
maps["metadata.labels"] := input.metadata.labels

maps[path] := workloads.pod_metadata.labels if path := concat(".", [workloads.pod_metadata_path, "labels"])

maps[workloads.pod_key("nodeSelector")] := workloads.pod_spec.nodeSelector

maps[path] := claim.metadata.labels if {
	some index, claim in input.spec.volumeClaimTemplates
	path := sprintf("spec.volumeClaimTemplates[%d].metadata.labels", [index])
}

maps["spec.jobTemplate.metadata.labels"] := input.spec.jobTemplate.metadata.labels

# A plain map as selector, of Services and ReplicationControllers.
maps["spec.selector"] := input.spec.selector if input.kind in {"Service", "ReplicationController"}

maps[sprintf("%s.matchLabels", [path_of(found)])] := found.selector.matchLabels if some found in selectors

# Those of the terms of a node affinity are like it.
violation contains result if {
	some found in selectors
	some index, expression in found.selector.matchExpressions
	some position, text in expression.values
	not is_string(text)
	result := {
		"msg": sprintf("A value of the selector is %s and not a text", [json.marshal(text)]),
		"violating_key": sprintf("%s.matchExpressions[%d].values[%d]", [path_of(found), index, position]),
	}
}

# {"root", "inner", "selector"} of each selector: where it was looked for, and the names that lead from there to it.
selectors := [{"root": root, "inner": inner, "selector": value} |
	some root, start in selector_roots
	walk(start, [inner, value])
	is_selector(value)
]

is_selector(value) if value.matchLabels

is_selector(value) if value.matchExpressions

path_of(found) := fields.key(array.concat(split(found.root, "."), found.inner))

# Where label selectors may lie; of a workload only what can hold one is walked.
selector_roots["spec"] := input.spec if not workloads.pod_spec

selector_roots["spec.selector"] := input.spec.selector if workloads.pod_spec

selector_roots["spec.volumeClaimTemplates"] := input.spec.volumeClaimTemplates if workloads.pod_spec

selector_roots[path] := workloads.pod_spec[field] if {
	some field in ["affinity", "topologySpreadConstraints"]
	path := workloads.pod_key(field)
}

violation contains result if {
	some path, labels in maps
	is_object(labels)
	some name, value in labels
	problem := fault(name, value)
	result := {
		"msg": problem,
		"violating_key": paths.member(path, name),
	}
}

violation contains result if {
	some path, labels in maps
	not is_object(labels)
	labels != null
	result := {
		"msg": "Labels are a map of texts, and this is none",
		"violating_key": path,
	}
}

fault(name, value) := sprintf("'%s' is no valid label key", [name]) if {
	not is_key(name)
} else := sprintf("The value of label %s is %s and not a text", [name, json.marshal(value)]) if {
	not is_string(value)
} else := sprintf("The value of label %s has %d characters; 63 are allowed", [name, count(value)]) if {
	count(value) > 63
} else := sprintf("The value '%s' of label %s has characters that are not allowed there", [value, name]) if {
	not regex.match(`^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$`, value)
}

is_key(name) if is_short_name(name)

is_key(name) if {
	[prefix, short] := split(name, "/")
	count(prefix) <= 253
	regex.match(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`, prefix)
	is_short_name(short)
}

is_short_name(name) if {
	count(name) <= 63
	regex.match(`^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$`, name)
}
