# A service account can also be named by the user that it logs in as.
package edict.templates.admin_role_binding_to_service_account

import data.edict.lib.patterns
import data.edict.lib.rbac
import data.edict.lib.subjects

violation contains result if {
	patterns.matches_any(rbac.cluster_role, input.parameters.roles)
	some subject in subjects.all
	subject.account != ""
	not subjects.listed(subject, input.parameters.allowed)
	result := {
		"msg": sprintf("%s is bound to %s", [subjects.describe(subject), rbac.cluster_role]),
		"violating_key": subjects.item_key(subject),
		"recommended_action": "remove",
	}
}
