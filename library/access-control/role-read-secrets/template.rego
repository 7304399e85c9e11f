package edict.templates.role_read_secrets

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting(input.parameters.verbs, {"": {"secrets"}})
	rule := entry.rule
	not rbac.names_objects(rule)
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "verbs"),
	}
}
