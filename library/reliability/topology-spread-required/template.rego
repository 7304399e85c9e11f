package edict.templates.topology_spread_required

import data.edict.lib.integers
import data.edict.lib.replicas
import data.edict.lib.selectors
import data.edict.lib.workloads

violation contains result if {
	replicas.own >= input.parameters.min_replicas
	not is_spread
	result := {
		"msg": sprintf("No constraint spreads %v replicas over %s with a skew of %v", [
			replicas.own, input.parameters.topology_key, input.parameters.max_skew,
		]),
		"violating_key": workloads.pod_key("topologySpreadConstraints"),
	}
}

is_spread if {
	some constraint in workloads.pod_spec.topologySpreadConstraints
	constraint.topologyKey == input.parameters.topology_key
	integers.of(constraint.maxSkew) <= input.parameters.max_skew
	is_object(constraint.labelSelector)
	selectors.matches(constraint.labelSelector, workloads.pod_labels)
}
