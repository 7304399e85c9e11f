# A pod without the field walks always. Claims are volumes of the type persistentVolumeClaim and a StatefulSet's claim
# templates.
package edict.templates.fsgroup_change_policy

import data.edict.lib.workloads

violation contains result if {
	workloads.pod_spec.securityContext.fsGroup != null
	has_claim
	policy != input.parameters.policy
	result := {
		"msg": sprintf("Files on the pod's claims change their group by the policy %v", [policy]),
		"violating_key": workloads.pod_key("securityContext.fsGroupChangePolicy"),
		"recommended_value": input.parameters.policy,
	}
}

has_claim if {
	some volume in workloads.pod_spec.volumes
	volume.persistentVolumeClaim != null
}

has_claim if {
	input.kind == "StatefulSet"
	some _ in input.spec.volumeClaimTemplates
}

policy := value if {
	value := workloads.pod_spec.securityContext.fsGroupChangePolicy
	value != null
} else := "Always"
