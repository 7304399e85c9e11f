package edict.templates.pdb_max_unavailable_nonzero

import data.edict.lib.replicas

violation contains result if {
	limit := input.spec.maxUnavailable
	replicas.rounded_up(limit, 100) == 0
	result := {
		"msg": "No pod may ever be evicted: maxUnavailable is 0",
		"violating_key": "spec.maxUnavailable",
		"recommended_value": 1,
	}
}
