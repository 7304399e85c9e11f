package edict.templates.role_delete_events

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"delete", "deletecollection"}, {"": {"events"}, "events.k8s.io": {"events"}})
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "verbs"),
	}
}
