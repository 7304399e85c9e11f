# Zero counts as left out, for it reserves nothing and limits nothing.
package edict.templates.required_resources

import data.edict.lib.resources
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.lasting_and_init_containers
	missing := [concat(".", [list, name]) |
		some list in ["limits", "requests"]
		some name in input.parameters[list]
		not resources.is_set(entry, list, name)
	]
	count(missing) > 0
	result := {
		"msg": sprintf("%s lacks %s", [workloads.describe(entry), concat(", ", missing)]),
		"violating_key": workloads.key(entry, "resources"),
	}
}
