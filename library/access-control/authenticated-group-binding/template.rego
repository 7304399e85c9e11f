package edict.templates.authenticated_group_binding

import data.edict.lib.patterns
import data.edict.lib.subjects

violation contains result if {
	not is_allowed
	some subject in subjects.all
	subject.kind == "Group"
	subject.name == "system:authenticated"
	result := {
		"msg": sprintf("Everybody who can log in may use %v", [input.roleRef.name]),
		"violating_key": subjects.name_key(subject),
		"recommended_action": "remove",
	}
}

is_allowed if patterns.matches_any(input.roleRef.name, input.parameters.allowed_roles)
