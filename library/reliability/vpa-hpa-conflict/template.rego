# Without a mode it is Auto; InPlaceOrRecreate changes requests as well. Only resources that the VerticalPodAutoscaler
# controls and by which the other scales are in conflict.
package edict.templates.vpa_hpa_conflict

import data.edict.lib.autoscalers
import data.edict.lib.inventory

mode := value if {
	value := input.spec.updatePolicy.updateMode
	not value in {null, ""}
} else := "Auto"

violation contains result if {
	mode in {"Auto", "Recreate", "InPlaceOrRecreate"}
	conflicts := {name |
		some autoscaler in inventory.beside_own("autoscaling", "HorizontalPodAutoscaler")
		autoscalers.same_target(autoscaler.spec.scaleTargetRef, input.spec.targetRef)
		some name in (scaled_by(autoscaler) & controlled)
	}
	count(conflicts) > 0
	result := {
		"msg": sprintf("In the mode %s it changes requests of %s, by which the same workload is scaled", [mode, concat(", ", sort(conflicts))]),
		"violating_key": "spec.updatePolicy.updateMode",
		"recommended_value": "Off",
	}
}

scaled_by(autoscaler) := {metric.name | some metric in autoscalers.resource_metrics(autoscaler)} | {name |
	some metric in autoscaler.spec.metrics
	some source in ["resource", "containerResource"]
	name := metric[source].name
}

# A container without a policy of its own has that of "*", and without either both resources are controlled.
controlled := {name |
	some policy in policies
	object.get(policy, "mode", "Auto") != "Off"
	some name in resources_of(policy)
}

policies := [policy | some policy in input.spec.resourcePolicy.containerPolicies; is_object(policy)] if {
	some policy in input.spec.resourcePolicy.containerPolicies
	policy.containerName == "*"
} else := [{}]

resources_of(policy) := policy.controlledResources if {
	is_array(policy.controlledResources)
} else := ["cpu", "memory"]
