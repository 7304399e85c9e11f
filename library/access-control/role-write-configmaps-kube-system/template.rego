# A ClusterRole can be bound in kube-system; with resourceNames it reaches what it names there.
package edict.templates.role_write_configmaps_kube_system

import data.edict.lib.rbac

violation contains result if {
	reaches_kube_system
	some entry in rbac.granting({"update", "patch"}, {"": {"configmaps"}})
	reached := [name | some name in input.parameters.names; covers(entry.rule, name)]
	count(reached) > 0
	result := {
		"msg": sprintf("Can change the ConfigMaps %s of kube-system", [concat(", ", reached)]),
		"violating_key": rbac.key(entry, "verbs"),
	}
}

reaches_kube_system if input.kind == "ClusterRole"

reaches_kube_system if input.metadata.namespace == "kube-system"

covers(rule, _) if not rbac.names_objects(rule)

covers(rule, name) if name in rule.resourceNames
