# A role counts as one that grants everything where a rule of it has * for both verbs and resources.
package edict.templates.dashboard_privileged_binding

import data.edict.lib.inventory
import data.edict.lib.patterns
import data.edict.lib.rbac
import data.edict.lib.subjects

violation contains result if {
	grants_everything
	some subject in subjects.all
	name := split(subject.account, ":")[1]
	patterns.matches_any(name, input.parameters.names)
	result := {
		"msg": sprintf("The dashboard's %s is bound to %v", [subjects.describe(subject), input.roleRef.name]),
		"violating_key": subjects.name_key(subject),
		"recommended_action": "remove",
	}
}

grants_everything if rbac.cluster_role == "cluster-admin"

grants_everything if {
	some role in rbac.referenced(input.roleRef, inventory.own_namespace)
	rbac.has_wildcards(rbac.rules(role))
}
