package edict.templates.no_envfrom_whole_secret

import data.edict.lib.env
import data.edict.lib.workloads

violation contains result if {
	some item in env.sources
	reference := item.source.secretRef
	is_object(reference)
	result := {
		"msg": sprintf("%s takes every key of the Secret '%v' as a variable", [workloads.describe(item.entry), object.get(reference, "name", "")]),
		"violating_key": env.source_key(item, "secretRef"),
	}
}
