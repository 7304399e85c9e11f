package edict.templates.image_pull_secrets_allow_list

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some index, secret in workloads.pod_spec.imagePullSecrets
	is_object(secret)
	name := object.get(secret, "name", "")
	not is_allowed(name)
	result := object.union(
		{
			"msg": sprintf("The pod pulls images with the secret '%v', which is not allowed", [name]),
			"violating_key": workloads.pod_key(sprintf("imagePullSecrets[%d].name", [index])),
		},
		recommendation,
	)
}

is_allowed(name) if {
	is_string(name)
	patterns.matches_any(name, input.parameters.allowed)
}

default recommendation := {}

recommendation := {"recommended_value": first} if {
	first := input.parameters.allowed[0]
	not endswith(first, "*")
}
