package edict.templates.role_wildcard_api_groups

import data.edict.lib.rbac

violation contains result if {
	not rbac.named(input.parameters.exempt_roles)
	some index, rule in input.rules
	"*" in rule.apiGroups
	result := {
		"msg": "Every API group is covered",
		"violating_key": sprintf("rules[%d].apiGroups", [index]),
	}
}
