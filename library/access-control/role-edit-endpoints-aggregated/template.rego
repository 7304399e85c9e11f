package edict.templates.role_edit_endpoints_aggregated

import data.edict.lib.rbac

violation contains result if {
	input.metadata.name == "system:aggregate-to-edit"
	some entry in rbac.granting({"create", "patch", "update"}, {"": {"endpoints"}})
	result := {
		"msg": sprintf("Everybody with the role edit gets %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "resources"),
	}
}
