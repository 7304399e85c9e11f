# The API server fills in Allow.
package edict.templates.cronjob_concurrency_policy

policy := value if {
	value := input.spec.concurrencyPolicy
	not value in {null, ""}
} else := "Allow"

violation contains result if {
	not policy in input.parameters.allowed
	result := object.union(
		{
			"msg": sprintf("The concurrency policy is %v instead of %s", [policy, concat(" or ", input.parameters.allowed)]),
			"violating_key": "spec.concurrencyPolicy",
		},
		{key: value | key := "recommended_value"; value := input.parameters.allowed[0]},
	)
}
