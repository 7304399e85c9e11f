package edict.templates.pvc_max_size

import data.edict.lib.claims
import data.edict.lib.quantities

violation contains result if {
	some entry in claims.all
	size := entry.claim.spec.resources.requests.storage
	quantities.value(size) > quantities.value(input.parameters.max)
	result := {
		"msg": sprintf("%s asks for %v, more than %v", [entry.owner, size, input.parameters.max]),
		"violating_key": claims.key(entry, "spec.resources.requests.storage"),
		"recommended_value": input.parameters.max,
	}
}
