# A field that is left out means IfHealthyBudget.
package edict.templates.pdb_unhealthy_eviction_policy

policy := value if {
	value := input.spec.unhealthyPodEvictionPolicy
	not value in {null, ""}
} else := "IfHealthyBudget"

violation contains result if {
	policy != input.parameters.policy
	result := {
		"msg": sprintf("Pods that are not healthy are evicted by %v instead of %s", [policy, input.parameters.policy]),
		"violating_key": "spec.unhealthyPodEvictionPolicy",
		"recommended_value": input.parameters.policy,
	}
}
