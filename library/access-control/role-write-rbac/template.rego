package edict.templates.role_write_rbac

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"create", "update", "patch"}, {"rbac.authorization.k8s.io": {"roles", "clusterroles", "rolebindings", "clusterrolebindings"}})
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "resources"),
	}
}
