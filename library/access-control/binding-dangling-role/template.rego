package edict.templates.binding_dangling_role

import data.edict.lib.inventory
import data.edict.lib.rbac

violation contains result if {
	referenced := rbac.referenced(input.roleRef, inventory.own_namespace)
	count(referenced) == 0
	result := {
		"msg": sprintf("The %s '%v' does not exist", [input.roleRef.kind, input.roleRef.name]),
		"violating_key": "roleRef.name",
	}
}
