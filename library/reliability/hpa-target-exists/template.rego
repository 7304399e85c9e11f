# Only targets of the kinds in the inventory are judged; of others, such as custom resources, nothing is known here.
package edict.templates.hpa_target_exists

import data.edict.lib.autoscalers

target := input.spec.scaleTargetRef

violation contains result if {
	autoscalers.group_of(target) in {autoscalers.scalable_kinds[target.kind], ""}
	not exists
	result := {
		"msg": sprintf("The target %v '%v' does not exist", [target.kind, object.get(target, "name", "")]),
		"violating_key": "spec.scaleTargetRef.name",
	}
}

exists if some _ in autoscalers.targets(input)
