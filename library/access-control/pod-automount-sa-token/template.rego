# An opt-out of the service account does not count here; the pod has to say so itself.
package edict.templates.pod_automount_sa_token

import data.edict.lib.patterns
import data.edict.lib.subjects
import data.edict.lib.workloads

violation contains result if {
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	is_object(workloads.pod_spec)
	not workloads.pod_spec.automountServiceAccountToken == false
	account := subjects.pod_account(workloads.pod_spec)
	not is_allowed(account)
	result := {
		"msg": sprintf("The pod gets the token of the service account '%s'", [account]),
		"violating_key": workloads.pod_key("automountServiceAccountToken"),
		"recommended_value": false,
	}
}

is_allowed(account) if patterns.matches_any(account, input.parameters.allowed_service_accounts)

is_allowed(account) if {
	name := sprintf("%v/%s", [patterns.namespace, account])
	patterns.matches_any(name, input.parameters.allowed_service_accounts)
}
