package edict.templates.statefulset_service_name

import data.edict.lib.inventory
import data.edict.lib.selectors
import data.edict.lib.workloads

violation contains result if {
	result := {
		"msg": problem,
		"violating_key": "spec.serviceName",
	}
}

service_name := input.spec.serviceName

services := [service |
	some service in inventory.beside_own("", "Service")
	service.metadata.name == service_name
]

problem := "No Service is named" if {
	not names_service
} else := sprintf("The Service '%s' does not exist", [service_name]) if {
	count(services) == 0
} else := sprintf("The Service '%s' is not headless", [service_name]) if {
	not services[0].spec.clusterIP == "None"
} else := sprintf("The Service '%s' does not select the pods", [service_name]) if not is_selected

names_service if {
	is_string(service_name)
	service_name != ""
}

is_selected if {
	is_object(services[0].spec.selector)
	selectors.map_matches(services[0].spec.selector, workloads.pod_labels)
}
