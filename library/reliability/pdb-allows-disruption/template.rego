# Shares of minAvailable are rounded up as the controller does. Where the snapshot holds no workload of the budget, or one
# without replicas, only budgets that can never allow anything are reported.
package edict.templates.pdb_allows_disruption

import data.edict.lib.budgets
import data.edict.lib.replicas

running := sum([replicas.wanted(workload) | some workload in budgets.workloads_of(input)])

violation contains result if {
	replicas.rounded_up(input.spec.maxUnavailable, 100) == 0
	result := {
		"msg": "No pod may ever be evicted: maxUnavailable is 0",
		"violating_key": "spec.maxUnavailable",
	}
}

violation contains result if {
	blocks(input.spec.minAvailable)
	result := {
		"msg": sprintf("No pod may ever be evicted: minAvailable is %v of %s replicas", [input.spec.minAvailable, told]),
		"violating_key": "spec.minAvailable",
	}
}

blocks(value) if replicas.percentage(value) >= 100

blocks(value) if {
	running > 0
	replicas.rounded_up(value, running) >= running
}

told := sprintf("%v", [running]) if {
	running > 0
} else := "all"
