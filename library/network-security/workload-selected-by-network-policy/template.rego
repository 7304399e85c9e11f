# Policies of Cilium and Calico in the inventory count like NetworkPolicies.
package edict.templates.workload_selected_by_network_policy

import data.edict.lib.cni
import data.edict.lib.inventory
import data.edict.lib.network
import data.edict.lib.workloads

labels := workloads.pod_labels

missing := [direction |
	some direction in input.parameters.directions
	not is_selected(direction)
]

violation contains result if {
	count(missing) > 0
	result := {
		"msg": sprintf("No network policy selects the pods for %s", [concat(" and ", missing)]),
		"violating_key": concat(".", [workloads.pod_metadata_path, "labels"]),
	}
}

is_selected(direction) if {
	some policy in inventory.in_namespace(inventory.own_namespace, "networking.k8s.io", "NetworkPolicy")
	network.restricts(policy, direction)
	not network.passes_over(policy, labels)
}

is_selected(direction) if cni.governs_pods(inventory.own_namespace, labels, direction)
