# Bindings by name, by user and by the groups of service accounts count, in any namespace. A role grants everything where
# a rule of it has * for both verbs and resources.
package edict.templates.workload_with_admin_role

import data.edict.lib.inventory
import data.edict.lib.patterns
import data.edict.lib.rbac
import data.edict.lib.subjects
import data.edict.lib.workloads

violation contains result if {
	is_object(workloads.pod_spec)
	name := subjects.pod_account(workloads.pod_spec)
	identity := subjects.identity(inventory.own_namespace, name)
	broad := {role |
		some bindings in [subjects.cluster_bindings, subjects.namespace_bindings]
		some binding in bindings
		subjects.binds(binding, identity)
		is_broad(binding)
		role := sprintf("%v", [binding.roleRef.name])
	}
	count(broad) > 0
	result := {
		"msg": sprintf("The pod runs as '%s', which is bound to %s", [name, concat(", ", sort(broad))]),
		"violating_key": workloads.pod_key("serviceAccountName"),
	}
}

is_broad(binding) if {
	binding.roleRef.kind == "ClusterRole"
	patterns.matches_any(binding.roleRef.name, input.parameters.roles)
}

is_broad(binding) if {
	some role in rbac.referenced(binding.roleRef, inventory.namespace_of(binding))
	rbac.has_wildcards(rbac.rules(role))
}
