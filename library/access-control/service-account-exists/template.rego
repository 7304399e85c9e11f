# Every namespace has a service account default.
package edict.templates.service_account_exists

import data.edict.lib.inventory
import data.edict.lib.subjects
import data.edict.lib.workloads

violation contains result if {
	is_object(workloads.pod_spec)
	name := subjects.pod_account(workloads.pod_spec)
	name != "default"
	not name in names
	result := {
		"msg": sprintf("The service account '%s' does not exist", [name]),
		"violating_key": workloads.pod_key("serviceAccountName"),
	}
}

names contains account.metadata.name if {
	some account in inventory.in_namespace(inventory.own_namespace, "", "ServiceAccount")
}
