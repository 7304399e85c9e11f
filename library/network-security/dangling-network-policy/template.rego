package edict.templates.dangling_network_policy

import data.edict.lib.inventory
import data.edict.lib.selectors

violation contains result if {
	selector := input.spec.podSelector
	not selectors.is_empty(selector)
	not selects_any(selector)
	result := {
		"msg": "The podSelector matches no pod of the namespace",
		"violating_key": "spec.podSelector",
	}
}

selects_any(selector) if {
	some pod in inventory.pods(inventory.own_namespace)
	selectors.matches(selector, pod.labels)
}
