# Only targets of the kinds in the inventory are judged; of others nothing is known here.
package edict.templates.vpa_target_exists

import data.edict.lib.autoscalers
import data.edict.lib.inventory

target := input.spec.targetRef

groups := {
	"Deployment": "apps", "StatefulSet": "apps", "DaemonSet": "apps", "ReplicaSet": "apps",
	"Job": "batch", "CronJob": "batch", "ReplicationController": "",
}

violation contains result if {
	result := {
		"msg": problem,
		"violating_key": "spec.targetRef.name",
	}
}

problem := "There is no target" if {
	not target.kind
} else := sprintf("The target %v '%v' does not exist", [target.kind, object.get(target, "name", "")]) if {
	is_known
	not exists
} else := sprintf("The same target belongs to %s as well", [concat(", ", sort(others))]) if count(others) > 0

is_known if autoscalers.group_of(target) in {groups[target.kind], ""}

exists if {
	some workload in inventory.beside_own(groups[target.kind], target.kind)
	workload.metadata.name == target.name
}

others contains other.metadata.name if {
	some other in inventory.beside_own("autoscaling.k8s.io", "VerticalPodAutoscaler")
	other.metadata.name != input.metadata.name
	autoscalers.same_target(other.spec.targetRef, target)
}
