package edict.templates.label_values_valid

import data.edict.lib.fields
import data.edict.lib.paths
import data.edict.lib.workloads

maps contains {"path": "metadata.labels", "labels": input.metadata.labels}

maps contains {"path": concat(".", [workloads.pod_metadata_path, "labels"]), "labels": workloads.pod_metadata.labels}

maps contains {"path": workloads.pod_key("nodeSelector"), "labels": workloads.pod_spec.nodeSelector}

maps contains {"path": path, "labels": claim.metadata.labels} if {
	some index, claim in input.spec.volumeClaimTemplates
	path := sprintf("spec.volumeClaimTemplates[%d].metadata.labels", [index])
}

maps contains {"path": "spec.jobTemplate.metadata.labels", "labels": input.spec.jobTemplate.metadata.labels}

# A plain map as selector, of Services and ReplicationControllers.
maps contains {"path": "spec.selector", "labels": input.spec.selector} if {
	input.kind in {"Service", "ReplicationController"}
}

maps contains {"path": path, "labels": value.matchLabels} if {
	some root, start in selector_roots
	walk(start, [inner, value])
	value.matchLabels
	path := concat(".", [fields.key(array.concat(split(root, "."), inner)), "matchLabels"])
}

# Those of the terms of a node affinity are like it.
violation contains result if {
	some root, start in selector_roots
	walk(start, [inner, value])
	some index, expression in value.matchExpressions
	some position, text in expression.values
	not is_string(text)
	result := {
		"msg": sprintf("A value of the selector is %s and not a text", [json.marshal(text)]),
		"violating_key": sprintf("%s.matchExpressions[%d].values[%d]", [
			fields.key(array.concat(split(root, "."), inner)),
			index, position,
		]),
	}
}

# Where label selectors may lie; of a workload only what can hold one is walked.
selector_roots["spec"] := input.spec if not workloads.pod_spec

selector_roots["spec.selector"] := input.spec.selector if workloads.pod_spec

selector_roots["spec.volumeClaimTemplates"] := input.spec.volumeClaimTemplates if workloads.pod_spec

selector_roots[path] := workloads.pod_spec[field] if {
	some field in ["affinity", "topologySpreadConstraints"]
	path := workloads.pod_key(field)
}

violation contains result if {
	some map in maps
	is_object(map.labels)
	some name, value in map.labels
	result := {
		"msg": fault(name, value),
		"violating_key": paths.member(map.path, name),
	}
}

violation contains result if {
	some map in maps
	found := map.labels
	not is_object(found)
	found != null
	result := {
		"msg": "Labels are a map of texts, and this is none",
		"violating_key": map.path,
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
