package edict.templates.role_write_nodes

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"update", "patch", "delete"}, {"": {"nodes", "nodes/status"}})
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "resources"),
	}
}
