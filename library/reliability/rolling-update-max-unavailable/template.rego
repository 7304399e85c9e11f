# maxUnavailable may be max_percent of the replicas at most. Where that share is less than one pod, maxUnavailable has to
# be 0 or maxSurge at least 1. Percentages are rounded as the controller does: maxUnavailable down, maxSurge up, and where
# both come to nothing one pod may be unavailable.
package edict.templates.rolling_update_max_unavailable

import data.edict.lib.integers
import data.edict.lib.replicas

limit := input.parameters.max_percent

total := replicas.own

max_unavailable := given("maxUnavailable")

surge := replicas.rounded_up(given("maxSurge"), total)

# The API server fills in a quarter for both.
given(field) := value if {
	value := input.spec.strategy.rollingUpdate[field]
	value != null
} else := "25%"

rolls if not input.spec.strategy.type == "Recreate"

violation contains result if {
	rolls
	too_large
	result := object.union(recommendation, {
		"msg": sprintf("A rollout may make %v of %v pods unavailable, more than %v%%", [max_unavailable, total, limit]),
		"violating_key": "spec.strategy.rollingUpdate.maxUnavailable",
	})
}

violation contains result if {
	rolls
	not too_large
	no_pod_stays
	result := {
		"msg": sprintf("A rollout may end the only pod first: maxUnavailable is %v and maxSurge 0", [max_unavailable]),
		"violating_key": "spec.strategy.rollingUpdate.maxUnavailable",
	}
}

too_large if replicas.percentage(max_unavailable) > limit

too_large if {
	not few
	total > 0
	integers.of(max_unavailable) * 100 > limit * total
}

# The allowed share is less than one pod.
few if {
	limit > 0
	limit * total < 100
}

no_pod_stays if {
	few
	total > 0
	surge == 0
}

recommendation := {} if {
	no_pod_stays
} else := {"recommended_value": sprintf("%v%%", [min([25, limit])])}
