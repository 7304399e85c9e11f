# Every quota is judged by itself: the API server enforces each of a namespace's quotas.
package edict.templates.resourcequota_loadbalancer_limit

import data.edict.lib.paths
import data.edict.lib.quantities

violation contains result if {
	some key, limit in {
		"services.loadbalancers": input.parameters.max_lb,
		"services.nodeports": input.parameters.max_nodeports,
	}
	not is_capped(key, limit)
	result := {
		"msg": sprintf("%s is %s; %d is the most", [key, detected(key), limit]),
		"violating_key": paths.member("spec.hard", key),
		"recommended_value": limit,
	}
}

is_capped(key, limit) if quantities.value(input.spec.hard[key]) <= limit

detected(key) := sprintf("%v", [input.spec.hard[key]]) if {
	input.spec.hard[key] != null
} else := "not limited"
