package edict.templates.all_service_accounts_group_binding

import data.edict.lib.patterns
import data.edict.lib.subjects

violation contains result if {
	not is_allowed
	some subject in subjects.all
	subject.kind == "Group"
	is_group_of_accounts(subject.name)
	result := {
		"msg": sprintf("Every member of %s may use %v", [subject.name, input.roleRef.name]),
		"violating_key": subjects.name_key(subject),
		"recommended_action": "remove",
	}
}

is_allowed if patterns.matches_any(input.roleRef.name, input.parameters.allowed_roles)

is_group_of_accounts("system:serviceaccounts")

is_group_of_accounts(name) if startswith(name, "system:serviceaccounts:")
