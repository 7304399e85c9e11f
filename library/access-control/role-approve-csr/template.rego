package edict.templates.role_approve_csr

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some grant in grants
	some entry in rbac.granting(grant.verbs, {"certificates.k8s.io": grant.resources})
	result := {
		"msg": "Lets its subjects approve or sign certificates",
		"violating_key": rbac.key(entry, "resources"),
	}
}

grants := [
	{"verbs": {"update", "patch"}, "resources": {"certificatesigningrequests/approval"}},
	{"verbs": {"approve", "sign"}, "resources": {"signers"}},
]
