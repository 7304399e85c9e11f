# Without a request the API server takes the limit. Where the pod has cpu or memory resources of its own, its class
# rests on these alone. An empty list of namespaces means all of them.
package edict.templates.qos_guaranteed

import data.edict.lib.patterns
import data.edict.lib.quantities
import data.edict.lib.resources
import data.edict.lib.workloads

is_in_scope if count(input.parameters.namespaces) == 0

is_in_scope if patterns.in_namespaces(input.parameters.namespaces)

violation contains result if {
	is_in_scope
	not pod_decides
	some entry in workloads.lasting_and_init_containers
	faults := faults_of(entry)
	count(faults) > 0
	result := {
		"msg": sprintf("%s %s", [workloads.describe(entry), concat(" and ", faults)]),
		"violating_key": workloads.key(entry, "resources"),
	}
}

violation contains result if {
	is_in_scope
	pod_decides
	faults := faults_of({"container": workloads.pod_spec})
	count(faults) > 0
	result := {
		"msg": sprintf("The pod %s", [concat(" and ", faults)]),
		"violating_key": workloads.pod_key("resources"),
	}
}

pod_decides if {
	is_object(workloads.pod_spec.resources)
	some list in ["requests", "limits"]
	some resource in ["cpu", "memory"]
	resources.is_set({"container": workloads.pod_spec}, list, resource)
}

faults_of(entry) := [fault |
	some resource in ["cpu", "memory"]
	some fault in fault_in(entry, resource)
]

fault_in(entry, resource) := {sprintf("has no %s limit", [resource])} if not resources.is_set(entry, "limits", resource)

fault_in(entry, resource) := {sprintf("requests %v of %s with a limit of %v", [request, resource, limit]) |
	request := resources.request(entry, resource)
	quantities.value(request) != quantities.value(limit)
} if {
	resources.is_set(entry, "limits", resource)
	limit := resources.stated(entry, "limits", resource)
}
