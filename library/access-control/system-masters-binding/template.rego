package edict.templates.system_masters_binding

import data.edict.lib.rbac
import data.edict.lib.subjects

violation contains result if {
	not rbac.named(input.parameters.exempt_bindings)
	some subject in subjects.all
	subject.kind == "Group"
	subject.name == "system:masters"
	result := {
		"msg": "The group system:masters is bound",
		"violating_key": subjects.name_key(subject),
		"recommended_action": "remove",
	}
}
