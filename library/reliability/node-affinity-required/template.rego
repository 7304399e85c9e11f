package edict.templates.node_affinity_required

import data.edict.lib.workloads

chosen contains key if some key, _ in workloads.pod_spec.nodeSelector

chosen contains expression.key if {
	some term in terms
	some expression in term.matchExpressions
}

is_chosen if {
	some key in chosen
	key in input.parameters.keys
}

terms := array.concat(
	[term | some term in affinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms],
	[item.preference | some item in affinity.preferredDuringSchedulingIgnoredDuringExecution],
)

affinity := workloads.pod_spec.affinity.nodeAffinity

violation contains result if {
	is_object(workloads.pod_spec)
	not is_chosen
	result := {
		"msg": sprintf("Nodes are chosen by none of the labels %s", [concat(", ", input.parameters.keys)]),
		"violating_key": workloads.pod_key("affinity.nodeAffinity"),
	}
}
