# serviceAccount, the older name of the field, names the account as well where serviceAccountName is not set.
package edict.templates.no_default_service_account

import data.edict.lib.patterns
import data.edict.lib.subjects
import data.edict.lib.workloads

violation contains result if {
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	is_object(workloads.pod_spec)
	subjects.pod_account(workloads.pod_spec) == "default"
	result := {
		"msg": "The pod runs as the service account default",
		"violating_key": workloads.pod_key("serviceAccountName"),
	}
}
