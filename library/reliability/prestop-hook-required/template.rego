# Where no Service is known at all, as for a manifest alone, every Deployment counts as served.
package edict.templates.prestop_hook_required

import data.edict.lib.inventory
import data.edict.lib.selectors
import data.edict.lib.workloads

violation contains result if {
	is_served
	some entry in workloads.lasting_containers
	regex.match(input.parameters.image_pattern, workloads.image(entry))
	not has_hook(entry)
	result := {
		"msg": sprintf("%s has no preStop hook, so it stops while requests still arrive", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "lifecycle.preStop"),
	}
}

is_served if {
	some service in inventory.beside_own("", "Service")
	not service.spec.type == "ExternalName"
	is_object(service.spec.selector)
	selectors.map_matches(service.spec.selector, workloads.pod_labels)
}

# Every cluster has a Service.
is_served if not knows_services

knows_services if some _ in data.inventory.namespace[_][_].Service

knows_services if some _ in inventory.cluster_wide("", "Service")

has_hook(entry) if {
	some handler in ["exec", "httpGet", "tcpSocket", "sleep"]
	is_object(entry.container.lifecycle.preStop[handler])
}
