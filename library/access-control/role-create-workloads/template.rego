package edict.templates.role_create_workloads

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some entry in rbac.granting({"create", "update", "patch"}, workload_resources)
	result := {
		"msg": sprintf("Grants %s", [rbac.describe(entry)]),
		"violating_key": rbac.key(entry, "verbs"),
	}
}

workload_resources := {
	"apps": {"deployments", "statefulsets", "daemonsets", "replicasets"},
	"batch": {"jobs", "cronjobs"},
	"extensions": {"deployments", "daemonsets", "replicasets", "jobs"},
}
