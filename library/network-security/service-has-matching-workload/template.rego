package edict.templates.service_has_matching_workload

import data.edict.lib.inventory
import data.edict.lib.selectors

violation contains result if {
	not is_external
	selector := input.spec.selector
	some _ in selector
	not selects_any(selector)
	result := {
		"msg": "The selector matches no pod of the namespace",
		"violating_key": "spec.selector",
	}
}

is_external if input.spec.type == "ExternalName"

selects_any(selector) if {
	some pod in inventory.pods(inventory.own_namespace)
	selectors.map_matches(selector, pod.labels)
}
