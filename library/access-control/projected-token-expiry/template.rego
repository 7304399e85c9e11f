# A lifetime that is left out is reported although the API server makes it 3600 seconds: it has to be set. Left alone is
# the token that Kubernetes itself adds to pods, in a volume kube-api-access-… with 3607 seconds.
package edict.templates.projected_token_expiry

import data.edict.lib.workloads

tokens := [{"token": source.serviceAccountToken, "path": path} |
	some j, volume in workloads.pod_spec.volumes
	some k, source in volume.projected.sources
	is_object(source.serviceAccountToken)
	not is_added_by_kubernetes(volume, source)
	path := sprintf("volumes[%d].projected.sources[%d].serviceAccountToken", [j, k])
]

violation contains result if {
	some entry in tokens
	token := entry.token
	not is_short(token)
	result := {
		"msg": sprintf("The token %s", [lifetime(token)]),
		"violating_key": workloads.pod_key(concat(".", [entry.path, "expirationSeconds"])),
		"recommended_value": input.parameters.max_seconds,
	}
}

violation contains result if {
	input.parameters.require_audience
	some entry in tokens
	object.get(entry.token, "audience", "") in {"", null}
	result := {
		"msg": "The token names no audience",
		"violating_key": workloads.pod_key(concat(".", [entry.path, "audience"])),
	}
}

is_short(token) if {
	is_number(token.expirationSeconds)
	token.expirationSeconds <= input.parameters.max_seconds
}

lifetime(token) := sprintf("lives for %v seconds", [token.expirationSeconds]) if {
	token.expirationSeconds != null
} else := "does not say how long it lives"

is_added_by_kubernetes(volume, source) if {
	is_string(volume.name)
	startswith(volume.name, "kube-api-access-")
	source.serviceAccountToken.expirationSeconds == 3607
}
