package edict.templates.pdb_exists

import data.edict.lib.budgets
import data.edict.lib.inventory
import data.edict.lib.replicas

violation contains result if {
	count_now := replicas.wanted(input)
	count_now >= input.parameters.min_replicas
	not is_covered
	result := {
		"msg": sprintf("No PodDisruptionBudget covers the %v pods", [count_now]),
		"violating_key": "metadata.name",
	}
}

is_covered if {
	some budget in inventory.beside(input, "policy", "PodDisruptionBudget")
	budgets.covers(budget, budgets.template_labels(input))
}
