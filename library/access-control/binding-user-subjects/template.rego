package edict.templates.binding_user_subjects

import data.edict.lib.subjects

violation contains result if {
	some subject in subjects.all
	subject.kind == "User"
	not subjects.listed(subject, input.parameters.allowed_users)
	result := {
		"msg": sprintf("The user '%s' is bound by name", [subject.name]),
		"violating_key": sprintf("%s.kind", [subjects.item_key(subject)]),
		"recommended_value": "Group",
	}
}
