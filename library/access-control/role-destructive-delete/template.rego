package edict.templates.role_destructive_delete

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"delete", "deletecollection"}, containers_of_much)
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "verbs"),
	}
}

containers_of_much := {
	"": {"namespaces", "persistentvolumes", "nodes"},
	"apiextensions.k8s.io": {"customresourcedefinitions"},
}
