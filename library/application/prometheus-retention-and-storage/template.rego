# A retentionSize counts as retention.
package edict.templates.prometheus_retention_and_storage

import data.edict.lib.replicas

violation contains result if {
	not keeps
	result := {"msg": "No retention is set", "violating_key": "spec.retention"}
}

violation contains result if {
	not is_object(object.get(input, ["spec", "storage", "volumeClaimTemplate"], null))
	result := {"msg": "Metrics are not kept on a persistent volume", "violating_key": "spec.storage"}
}

violation contains result if {
	replicas.wanted(input) < input.parameters.min_replicas
	result := {
		"msg": sprintf("There are %d replicas; %d is the least", [replicas.wanted(input), input.parameters.min_replicas]),
		"violating_key": "spec.replicas",
		"recommended_value": input.parameters.min_replicas,
	}
}

keeps if {
	some field in ["retention", "retentionSize"]
	value := input.spec[field]
	not value in {"", null}
}
