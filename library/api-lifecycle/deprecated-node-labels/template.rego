# Labels are named in nodeSelector, in node affinity and as topology keys.
package edict.templates.deprecated_node_labels

import data.edict.lib.workloads

violation contains result if {
	deprecated := [label | some label, _ in workloads.pod_spec.nodeSelector; label in labels]
	count(deprecated) > 0
	result := {
		"msg": sprintf("Nodes are selected by deprecated labels: %s", [concat(", ", sort(deprecated))]),
		"violating_key": workloads.pod_key("nodeSelector"),
		"recommended_value": object.union(
			object.union_n([renamed(label) | some label in deprecated]),
			object.remove(workloads.pod_spec.nodeSelector, deprecated),
		),
	}
}

violation contains result if {
	some use in uses
	replacement := input.parameters.mapping[use.label]
	result := {
		"msg": sprintf("Nodes are told apart by the deprecated label %s", [use.label]),
		"violating_key": workloads.pod_key(use.path),
		"recommended_value": replacement,
	}
}

labels := object.keys(input.parameters.mapping)

renamed(label) := {input.parameters.mapping[label]: workloads.pod_spec.nodeSelector[label]}

uses contains {"label": expression.key, "path": sprintf("%s.matchExpressions[%d].key", [term.path, index])} if {
	some term in terms
	some index, expression in term.term.matchExpressions
	expression.key in labels
}

uses contains {"label": term.topologyKey, "path": sprintf("affinity.%s.%s[%d].topologyKey", [kind, required, index])} if {
	some kind in ["podAffinity", "podAntiAffinity"]
	some index, term in workloads.pod_spec.affinity[kind][required]
	term.topologyKey in labels
}

uses contains {"label": item.podAffinityTerm.topologyKey, "path": path} if {
	some kind in ["podAffinity", "podAntiAffinity"]
	some index, item in workloads.pod_spec.affinity[kind][preferred]
	item.podAffinityTerm.topologyKey in labels
	path := sprintf("affinity.%s.%s[%d].podAffinityTerm.topologyKey", [kind, preferred, index])
}

uses contains {"label": constraint.topologyKey, "path": sprintf("topologySpreadConstraints[%d].topologyKey", [index])} if {
	some index, constraint in workloads.pod_spec.topologySpreadConstraints
	constraint.topologyKey in labels
}

terms contains {"term": term, "path": sprintf("affinity.nodeAffinity.%s.nodeSelectorTerms[%d]", [required, index])} if {
	some index, term in workloads.pod_spec.affinity.nodeAffinity[required].nodeSelectorTerms
}

terms contains {"term": item.preference, "path": sprintf("affinity.nodeAffinity.%s[%d].preference", [preferred, index])} if {
	some index, item in workloads.pod_spec.affinity.nodeAffinity[preferred]
}

required := "requiredDuringSchedulingIgnoredDuringExecution"

preferred := "preferredDuringSchedulingIgnoredDuringExecution"
