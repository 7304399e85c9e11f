# A Role that happens to be called cluster-admin is an ordinary role of its namespace.
package edict.templates.cluster_admin_binding

import data.edict.lib.rbac
import data.edict.lib.subjects

violation contains result if {
	rbac.cluster_role == "cluster-admin"
	not rbac.named(input.parameters.exempt_bindings)
	some subject in subjects.all
	not subjects.listed(subject, input.parameters.allowed_subjects)
	result := {
		"msg": sprintf("%s is bound to cluster-admin", [subjects.describe(subject)]),
		"violating_key": subjects.item_key(subject),
		"recommended_action": "remove",
	}
}
