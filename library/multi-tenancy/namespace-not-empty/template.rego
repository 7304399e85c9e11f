# The namespaces that the cluster makes itself are left out, since they cannot be removed, and so are those being deleted.
package edict.templates.namespace_not_empty

import data.edict.lib.dates
import data.edict.lib.inventory

violation contains result if {
	not is_used
	not is_made_by_cluster
	not input.metadata.deletionTimestamp
	created := input.metadata.creationTimestamp
	time.now_ns() - dates.ns(created) >= input.parameters.min_age_days * dates.day_ns
	result := {
		"msg": sprintf("The namespace exists since %s and holds no workload, Service or volume claim", [created]),
		"violating_key": "metadata.name",
	}
}

is_made_by_cluster if input.metadata.name in {"default", "kube-system", "kube-public", "kube-node-lease"}

is_used if some _ in inventory.pods(input.metadata.name)

is_used if {
	some kind in ["Service", "PersistentVolumeClaim"]
	some _ in inventory.in_namespace(input.metadata.name, "", kind)
}
