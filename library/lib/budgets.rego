# Which pods a PodDisruptionBudget protects. A template that imports this declares the kinds that it asks for under
# `inventory:`.
package edict.lib.budgets

import data.edict.lib.inventory
import data.edict.lib.selectors

# True if the budget covers pods with these labels. Without a selector it covers none; with an empty one it covers every
# pod of its namespace, and in policy/v1beta1 none.
covers(budget, labels) if {
	is_object(budget.spec.selector)
	not selects_nothing(budget)
	selectors.matches(budget.spec.selector, labels)
}

selects_nothing(budget) if {
	budget.apiVersion == "policy/v1beta1"
	selectors.is_empty(budget.spec.selector)
}

# Deployments, StatefulSets, ReplicaSets and ReplicationControllers whose pods the budget covers, without those that
# belong to another of them.
workloads_of(budget) := [workload |
	some kind, group in {"Deployment": "apps", "StatefulSet": "apps", "ReplicaSet": "apps", "ReplicationController": ""}
	some workload in inventory.beside(budget, group, kind)
	not is_controlled(workload)
	covers(budget, template_labels(workload))
]

template_labels(workload) := {key: value | some key, value in workload.spec.template.metadata.labels}

is_controlled(workload) if {
	some owner in workload.metadata.ownerReferences
	owner.controller == true
}
