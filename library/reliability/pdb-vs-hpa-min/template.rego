# Where the budget covers several workloads, the sum of their minima counts; what no autoscaler scales counts with its
# replicas. Shares adapt to the number of pods and are left alone.
package edict.templates.pdb_vs_hpa_min

import data.edict.lib.autoscalers
import data.edict.lib.budgets
import data.edict.lib.replicas

workloads := budgets.workloads_of(input)

violation contains result if {
	is_number(input.spec.minAvailable)
	input.spec.minAvailable > 0
	some workload in workloads
	some _ in autoscalers.of(workload)
	fewest := sum([fewest_of(other) | some other in workloads])
	input.spec.minAvailable >= fewest
	result := {
		"msg": sprintf("minAvailable is %v, and an autoscaler may leave no more pods than %v", [input.spec.minAvailable, fewest]),
		"violating_key": "spec.minAvailable",
	}
}

fewest_of(workload) := min([replicas.fewest(autoscaler) | some autoscaler in autoscalers.of(workload)]) if {
	some _ in autoscalers.of(workload)
} else := replicas.wanted(workload)
