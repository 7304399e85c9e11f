package edict.templates.role_full_admin_equivalent

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some index, rule in input.rules
	every list in [rule.verbs, rule.resources, rule.apiGroups] {
		"*" in list
	}
	not rbac.names_objects(rule)
	result := {
		"msg": "Grants everything, as cluster-admin does",
		"violating_key": sprintf("rules[%d]", [index]),
	}
}
