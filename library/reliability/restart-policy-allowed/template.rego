# Jobs, CronJobs and the Pods of Jobs go by job_policies, everything else by pod_policy. A policy that is left out means Always.
package edict.templates.restart_policy_allowed

import data.edict.lib.jobs
import data.edict.lib.workloads

allowed := input.parameters.job_policies if {
	is_job
} else := [input.parameters.pod_policy]

is_job if input.kind in {"Job", "CronJob"}

is_job if jobs.belongs_to("Job")

policy := value if {
	value := workloads.pod_spec.restartPolicy
	not value in {null, ""}
} else := "Always" if is_object(workloads.pod_spec)

violation contains result if {
	not policy in allowed
	result := object.union(
		{
			"msg": sprintf("The restart policy is %v instead of %s", [policy, concat(" or ", allowed)]),
			"violating_key": workloads.pod_key("restartPolicy"),
		},
		{key: value | key := "recommended_value"; value := allowed[0]},
	)
}
