package edict.templates.role_service_pod_proxy

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"get", "create"}, {"": {"services/proxy", "pods/proxy"}})
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "resources"),
	}
}
