# A policy that is left out means Retain for a PersistentVolume.
package edict.templates.pv_reclaim_policy

policy := value if {
	value := input.spec.persistentVolumeReclaimPolicy
	not value in {null, ""}
} else := "Retain"

violation contains result if {
	policy != input.parameters.policy
	result := {
		"msg": sprintf("The reclaim policy is %v instead of %s", [policy, input.parameters.policy]),
		"violating_key": "spec.persistentVolumeReclaimPolicy",
		"recommended_value": input.parameters.policy,
	}
}
