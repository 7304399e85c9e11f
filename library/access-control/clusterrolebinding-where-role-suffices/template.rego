# Only resources that Kubernetes itself knows as namespaced count; a role with any other is let pass. RoleBindings are
# looked at because the binding is right once it has become one.
package edict.templates.clusterrolebinding_where_role_suffices

import data.edict.lib.rbac
import data.edict.lib.subjects

violation contains result if {
	input.kind == "ClusterRoleBinding"
	namespace := subjects_namespace
	some role in rbac.referenced(input.roleRef, "")
	rules := rbac.rules(role)
	count(rules) > 0
	every rule in rules {
		rbac.is_namespaced(rule)
	}
	result := {
		"msg": sprintf("Granted in every namespace, though all subjects are in '%s'", [namespace]),
		"violating_key": "kind",
		"recommended_value": "RoleBinding",
	}
}

# The one namespace of all subjects, if they are service accounts.
subjects_namespace := namespace if {
	every subject in subjects.all {
		subject.kind == "ServiceAccount"
	}
	namespaces := {split(subject.account, ":")[0] | some subject in subjects.all}
	count(namespaces) == 1
	some namespace in namespaces
	namespace != ""
}
