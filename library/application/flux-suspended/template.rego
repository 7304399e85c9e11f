# Since when is read from managedFields, else from the age of the object; where neither tells a time it counts as too long.
package edict.templates.flux_suspended

import data.edict.lib.dates

violation contains result if {
	input.spec.suspend == true
	not is_recent
	result := {
		"msg": sprintf("Suspended for more than %d hours", [input.parameters.max_hours]),
		"violating_key": "spec.suspend",
		"recommended_value": false,
	}
}

is_recent if time.now_ns() - since <= (input.parameters.max_hours * 3600) * 1000000000

set_at := {dates.ns(entry.time) |
	some entry in input.metadata.managedFields
	entry.fieldsV1["f:spec"]["f:suspend"]
}

since := max(set_at) if {
	count(set_at) > 0
} else := dates.ns(input.metadata.creationTimestamp)
