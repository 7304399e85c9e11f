package edict.templates.default_sa_not_bound

import data.edict.lib.subjects

violation contains result if {
	some subject in subjects.all
	endswith(subject.account, ":default")
	result := {
		"msg": sprintf("%s is bound to %v", [subjects.describe(subject), input.roleRef.name]),
		"violating_key": subjects.name_key(subject),
		"recommended_action": "remove",
	}
}
