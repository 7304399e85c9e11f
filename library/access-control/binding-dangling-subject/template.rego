# Every namespace has a service account default.
package edict.templates.binding_dangling_subject

import data.edict.lib.inventory
import data.edict.lib.subjects

violation contains result if {
	some subject in subjects.all
	subject.kind == "ServiceAccount"
	[namespace, name] := split(subject.account, ":")
	name != "default"
	not name in {account.metadata.name | some account in inventory.in_namespace(namespace, "", "ServiceAccount")}
	result := {
		"msg": sprintf("The %s does not exist", [subjects.describe(subject)]),
		"violating_key": subjects.name_key(subject),
	}
}
