# A term counts if its selector matches the pod's own labels in its own namespace. One without a selector matches nothing.
package edict.templates.pod_anti_affinity_required

import data.edict.lib.replicas
import data.edict.lib.selectors
import data.edict.lib.workloads

affinity := workloads.pod_spec.affinity.podAntiAffinity

violation contains result if {
	replicas.own >= input.parameters.min_replicas
	not keeps_apart
	result := {
		"msg": sprintf("Nothing keeps %v replicas apart by %s", [replicas.own, input.parameters.topology_key]),
		"violating_key": workloads.pod_key("affinity.podAntiAffinity"),
	}
}

keeps_apart if {
	input.parameters.mode in {"any", "required"}
	some term in affinity.requiredDuringSchedulingIgnoredDuringExecution
	does_keep_apart(term)
}

keeps_apart if {
	input.parameters.mode in {"any", "preferred"}
	some item in affinity.preferredDuringSchedulingIgnoredDuringExecution
	does_keep_apart(item.podAffinityTerm)
}

does_keep_apart(term) if {
	term.topologyKey == input.parameters.topology_key
	is_object(term.labelSelector)
	selectors.matches(term.labelSelector, workloads.pod_labels)
	in_own_namespace(term)
}

namespace := object.get(input, ["metadata", "namespace"], "default")

in_own_namespace(term) if {
	not names_namespaces(term)
	object.get(term, "namespaceSelector", null) == null
}

in_own_namespace(term) if namespace in term.namespaces

in_own_namespace(term) if {
	is_object(term.namespaceSelector)
	selectors.matches(term.namespaceSelector, {"kubernetes.io/metadata.name": namespace})
}

names_namespaces(term) if some _ in term.namespaces
