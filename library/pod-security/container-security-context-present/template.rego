# On Windows allowPrivilegeEscalation is refused by the API server, so another first setting is recommended there.
package edict.templates.container_security_context_present

import data.edict.lib.workloads

violation contains result if {
	some entry in judged
	not has_context(entry)
	result := {
		"msg": sprintf("%s has no security context", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext"),
		"recommended_value": first_setting,
	}
}

judged := workloads.containers if input.parameters.include_ephemeral

judged := workloads.lasting_and_init_containers if not input.parameters.include_ephemeral

has_context(entry) if {
	some setting in entry.container.securityContext
	setting != null
}

first_setting := {"runAsNonRoot": true} if {
	workloads.is_windows
} else := {"allowPrivilegeEscalation": false}
