# A wildcard role has * among the verbs or the resources of a rule.
package edict.templates.dashboard_privileged_binding

import data.edict.lib.inventory
import data.edict.lib.patterns
import data.edict.lib.rbac
import data.edict.lib.subjects

violation contains result if {
	grants_too_much
	some subject in subjects.all
	name := split(subject.account, ":")[1]
	patterns.matches_any(name, input.parameters.names)
	result := {
		"msg": sprintf("The dashboard's %s is bound to %v", [subjects.describe(subject), input.roleRef.name]),
		"violating_key": subjects.name_key(subject),
		"recommended_action": "remove",
	}
}

grants_too_much if rbac.cluster_role == "cluster-admin"

grants_too_much if {
	some role in rbac.referenced(input.roleRef, inventory.own_namespace)
	some rule in rbac.rules(role)
	has_wildcard(rule)
}

has_wildcard(rule) if "*" in rule.verbs

has_wildcard(rule) if {
	some resource in rule.resources
	resource in {"*", "*/*"}
}
