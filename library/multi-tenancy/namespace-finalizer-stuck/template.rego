package edict.templates.namespace_finalizer_stuck

import data.edict.lib.dates

violation contains result if {
	asked := input.metadata.deletionTimestamp
	time.now_ns() - dates.ns(asked) > input.parameters.max_hours * 3600000000000
	result := {
		"msg": sprintf("The namespace has been in deletion since %s", [asked]),
		"violating_key": "metadata.deletionTimestamp",
	}
}
