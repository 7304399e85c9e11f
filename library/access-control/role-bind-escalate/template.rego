package edict.templates.role_bind_escalate

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"bind", "escalate"}, {"rbac.authorization.k8s.io": {"roles", "clusterroles"}})
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "verbs"),
	}
}
