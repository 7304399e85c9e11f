# The ClusterRoles cluster-admin, admin and edit read secrets; they are known even where the inventory lacks them.
package edict.templates.workload_with_secret_read_role

import data.edict.lib.inventory
import data.edict.lib.rbac
import data.edict.lib.subjects
import data.edict.lib.workloads

violation contains result if {
	is_object(workloads.pod_spec)
	name := subjects.pod_account(workloads.pod_spec)
	identity := subjects.identity(inventory.own_namespace, name)
	reading := {role |
		some binding in subjects.cluster_bindings
		subjects.binds(binding, identity)
		reads_secrets(binding.roleRef)
		role := sprintf("%v", [binding.roleRef.name])
	}
	count(reading) > 0
	result := {
		"msg": sprintf("The pod runs as '%s', which reads all secrets through %s", [name, concat(", ", sort(reading))]),
		"violating_key": workloads.pod_key("serviceAccountName"),
	}
}

reads_secrets(role_ref) if {
	some role in rbac.referenced(role_ref, "")
	some rule in rbac.rules(role)
	count(rbac.verbs(rule, {"get", "list"})) > 0
	count(rbac.resources(rule, {"": {"secrets"}})) > 0
	not rbac.names_objects(rule)
}

reads_secrets(role_ref) if {
	role_ref.name in {"cluster-admin", "admin", "edit"}
	count(rbac.referenced(role_ref, "")) == 0
}
