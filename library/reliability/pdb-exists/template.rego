package edict.templates.pdb_exists

import data.edict.lib.budgets
import data.edict.lib.inventory
import data.edict.lib.replicas
import data.edict.lib.workloads

violation contains result if {
	replicas.own >= input.parameters.min_replicas
	not is_covered
	result := {
		"msg": "No PodDisruptionBudget covers the pods",
		"violating_key": "metadata.name",
	}
}

is_covered if {
	some budget in inventory.beside_own("policy", "PodDisruptionBudget")
	budgets.covers(budget, workloads.pod_labels)
}
