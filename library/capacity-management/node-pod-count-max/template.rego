# Pods that have ended do not count; the kubelet does not count them either.
package edict.templates.node_pod_count_max

import data.edict.lib.inventory

pods := [pod |
	some namespace, _ in data.inventory.namespace
	some pod in inventory.in_namespace(namespace, "", "Pod")
	pod.spec.nodeName == input.metadata.name
	not has_ended(pod)
]

has_ended(pod) if pod.status.phase in {"Succeeded", "Failed"}

violation contains result if {
	count(pods) > input.parameters.max
	result := {
		"msg": sprintf("%d pods are assigned to the node, more than %d", [count(pods), input.parameters.max]),
		"violating_key": "metadata.name",
	}
}
