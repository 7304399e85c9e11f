package edict.templates.unused_service_account

import data.edict.lib.inventory
import data.edict.lib.patterns
import data.edict.lib.subjects

violation contains result if {
	not is_exempt
	not runs_pods
	not is_bound
	result := {
		"msg": "No workload runs as this service account and no binding names it",
		"violating_key": "metadata.name",
	}
}

is_exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_names)

runs_pods if {
	some pod in inventory.pods(inventory.own_namespace)
	subjects.pod_account(pod.spec) == input.metadata.name
}

is_bound if {
	identity := subjects.identity(inventory.own_namespace, input.metadata.name)
	some bindings in [subjects.cluster_bindings, subjects.namespace_bindings]
	some binding in bindings
	subjects.binds(binding, object.union(identity, {"groups": set()}))
}
