# A pod that names no account runs as default. Without namespaces the rule holds in all of them.
package edict.templates.allowed_service_accounts

import data.edict.lib.patterns
import data.edict.lib.subjects
import data.edict.lib.workloads

violation contains result if {
	is_in_scope
	is_object(workloads.pod_spec)
	name := subjects.pod_account(workloads.pod_spec)
	not patterns.matches_any(name, input.parameters.allowed)
	result := object.union(
		{
			"msg": sprintf("The pod runs as '%s', which is not allowed here", [name]),
			"violating_key": workloads.pod_key("serviceAccountName"),
		},
		{"recommended_value": first | first := input.parameters.allowed[0]; not endswith(first, "*")},
	)
}

is_in_scope if count(input.parameters.namespaces) == 0

is_in_scope if patterns.in_namespaces(input.parameters.namespaces)
