package edict.templates.service_internal_traffic_policy

violation contains result if {
	input.spec.type in {"NodePort", "LoadBalancer"}
	not effective == input.parameters.policy
	result := {
		"msg": sprintf("externalTrafficPolicy is %v, not %s", [effective, input.parameters.policy]),
		"violating_key": "spec.externalTrafficPolicy",
		"recommended_value": input.parameters.policy,
	}
}

# The API server fills in Cluster.
effective := input.spec.externalTrafficPolicy if {
	is_string(input.spec.externalTrafficPolicy)
	input.spec.externalTrafficPolicy != ""
} else := "Cluster"
