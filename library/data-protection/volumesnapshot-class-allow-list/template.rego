# A class that is left out is the default of the driver, which is not on the list.
package edict.templates.volumesnapshot_class_allow_list

import data.edict.lib.patterns

class := input.spec.volumeSnapshotClassName if {
	is_string(input.spec.volumeSnapshotClassName)
} else := ""

violation contains result if {
	not is_allowed
	result := object.union(recommendation, {
		"msg": message,
		"violating_key": "spec.volumeSnapshotClassName",
	})
}

is_allowed if {
	class != ""
	patterns.matches_any(class, input.parameters.allowed)
}

message := sprintf("The snapshot class '%s' is not allowed", [class]) if {
	class != ""
} else := "The snapshot names no class"

recommendation := {"recommended_value": names[0]} if {
	names := [name | some name in input.parameters.allowed; not endswith(name, "*")]
} else := {}
