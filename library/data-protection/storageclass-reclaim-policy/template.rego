# A policy that is left out means Delete for a StorageClass.
package edict.templates.storageclass_reclaim_policy

policy := value if {
	value := input.reclaimPolicy
	not value in {null, ""}
} else := "Delete"

violation contains result if {
	policy != input.parameters.policy
	result := {
		"msg": sprintf("The reclaim policy is %v instead of %s", [policy, input.parameters.policy]),
		"violating_key": "reclaimPolicy",
		"recommended_value": input.parameters.policy,
	}
}
