package edict.templates.anonymous_binding

import data.edict.lib.patterns
import data.edict.lib.subjects

violation contains result if {
	not is_allowed
	some subject in subjects.all
	subject.name in {"system:anonymous", "system:unauthenticated"}
	result := {
		"msg": sprintf("%s may use %v without a login", [subject.name, input.roleRef.name]),
		"violating_key": subjects.name_key(subject),
		"recommended_action": "remove",
	}
}

is_allowed if patterns.matches_any(input.roleRef.name, input.parameters.allowed_roles)
