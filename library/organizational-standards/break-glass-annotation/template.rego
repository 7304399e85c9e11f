# Since when is read from the annotation's value, else from what managedFields say about the annotation, else from the
# age of the object. Where none of them tells a time, the annotation counts as too old.
package edict.templates.break_glass_annotation

import data.edict.lib.dates
import data.edict.lib.labels

violation contains result if {
	value := input.metadata.annotations[input.parameters.key]
	not is_recent(value)
	result := {
		"msg": sprintf("The annotation %s is there for more than %d hours", [input.parameters.key, input.parameters.max_hours]),
		"violating_key": labels.key("annotations", input.parameters.key),
		"recommended_action": "remove",
	}
}

is_recent(value) if time.now_ns() - since(value) <= (input.parameters.max_hours * 3600) * 1000000000

since(value) := dates.ns(value)

since(value) := max(set_at) if {
	not dates.ns(value)
	count(set_at) > 0
}

since(value) := dates.ns(input.metadata.creationTimestamp) if {
	not dates.ns(value)
	count(set_at) == 0
}

set_at := {dates.ns(entry.time) |
	some entry in input.metadata.managedFields
	entry.fieldsV1["f:metadata"]["f:annotations"][sprintf("f:%s", [input.parameters.key])]
}
