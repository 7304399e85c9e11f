package edict.templates.role_write_webhooks

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"create", "update", "patch", "delete"}, {"admissionregistration.k8s.io": gates})
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "resources"),
	}
}

gates := {
	"mutatingadmissionpolicies",
	"mutatingadmissionpolicybindings",
	"mutatingwebhookconfigurations",
	"validatingadmissionpolicies",
	"validatingadmissionpolicybindings",
	"validatingwebhookconfigurations",
}
