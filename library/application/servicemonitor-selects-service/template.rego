package edict.templates.servicemonitor_selects_service

import data.edict.lib.inventory
import data.edict.lib.selectors

violation contains result if {
	not selects_something
	result := {
		"msg": sprintf("The selector fits no %s", [{"ServiceMonitor": "Service", "PodMonitor": "pod"}[input.kind]]),
		"violating_key": "spec.selector.matchLabels",
	}
}

selects_something if {
	some namespace in namespaces
	some carried in candidates(input.kind, namespace)
	selector := object.get(input, ["spec", "selector"], {})
	selectors.matches(selector, carried)
}

namespaces := {name | some name, _ in inventory.namespaces} if {
	input.spec.namespaceSelector.any == true
} else := {name | some name in input.spec.namespaceSelector.matchNames} if {
	some _ in input.spec.namespaceSelector.matchNames
} else := {inventory.own_namespace}

candidates("ServiceMonitor", namespace) := [{name: value | some name, value in service.metadata.labels} |
	some service in inventory.in_namespace(namespace, "", "Service")
]

candidates("PodMonitor", namespace) := [pod.labels | some pod in inventory.pods(namespace)]
