package edict.templates.hpa_unique_target

import data.edict.lib.autoscalers
import data.edict.lib.inventory

others contains autoscaler.metadata.name if {
	some autoscaler in inventory.beside_own("autoscaling", "HorizontalPodAutoscaler")
	autoscaler.metadata.name != input.metadata.name
	autoscalers.same_target(autoscaler.spec.scaleTargetRef, input.spec.scaleTargetRef)
}

violation contains result if {
	count(others) > 0
	result := {
		"msg": sprintf("The same target is scaled by %s as well", [concat(", ", sort(others))]),
		"violating_key": "spec.scaleTargetRef.name",
	}
}
