package edict.templates.clusterrole_aggregation_to_admin

import data.edict.lib.rbac

violation contains result if {
	not is_built_in
	roles := [role |
		some role in ["admin", "edit", "view"]
		input.metadata.labels[sprintf("rbac.authorization.k8s.io/aggregate-to-%s", [role])] == "true"
	]
	count(roles) > 0
	granted := {resource |
		some rule in input.rules
		some _ in rule.verbs
		some resource in rbac.resources(rule, sensitive)
	}
	count(granted) > 0
	result := {
		"msg": sprintf("Adds rules about %s to %s", [concat(", ", sort(granted)), concat(", ", roles)]),
		"violating_key": "metadata.labels",
	}
}

# The parts that Kubernetes itself makes up these roles from.
is_built_in if {
	input.metadata.labels["kubernetes.io/bootstrapping"] == "rbac-defaults"
	is_string(input.metadata.name)
	startswith(input.metadata.name, "system:aggregate-to-")
}

sensitive := {
	"": {"secrets"},
	"rbac.authorization.k8s.io": {"clusterrolebindings", "clusterroles", "rolebindings", "roles"},
	"admissionregistration.k8s.io": {"mutatingwebhookconfigurations", "validatingwebhookconfigurations"},
}
