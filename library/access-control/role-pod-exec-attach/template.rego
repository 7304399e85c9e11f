# Kubernetes gives no meaning to pods/*; it counts all the same, as the wish to grant every subresource.
package edict.templates.role_pod_exec_attach

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"create", "get"}, {"": {"pods/exec", "pods/attach"}})
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "resources"),
	}
}
