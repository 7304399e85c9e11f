package edict.templates.role_write_network_policies

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"create", "update", "patch", "delete"}, network_objects)
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "resources"),
	}
}

network_objects := {
	"": {"services", "endpoints"},
	"extensions": {"ingresses", "networkpolicies"},
	"networking.k8s.io": {"ingresses", "networkpolicies"},
}
