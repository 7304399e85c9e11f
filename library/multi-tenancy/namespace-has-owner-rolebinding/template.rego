package edict.templates.namespace_has_owner_rolebinding

import data.edict.lib.inventory

violation contains result if {
	not has_owner
	result := {
		"msg": sprintf("No group has the role %s in namespace '%s'", [concat(" or ", input.parameters.roles), input.metadata.name]),
		"violating_key": "metadata.name",
	}
}

has_owner if {
	some binding in inventory.in_namespace(input.metadata.name, "rbac.authorization.k8s.io", "RoleBinding")
	binding.roleRef.name in input.parameters.roles
	some subject in binding.subjects
	subject.kind == "Group"
}
