# The annotation holds a date, a date with time, or seconds since 1970. A date in the future counts as new. Types that the
# cluster renews itself are best left out in the policy's targets.
package edict.templates.secret_rotation_annotation

import data.edict.lib.dates
import data.edict.lib.paths

rotated := input.metadata.annotations[input.parameters.annotation]

violation contains result if {
	result := {
		"msg": problem,
		"violating_key": paths.member("metadata.annotations", input.parameters.annotation),
	}
}

problem := "No rotation is recorded" if {
	not is_recorded
} else := "The record of the last rotation is no date" if {
	not dates.ns(rotated)
} else := sprintf("The last rotation is more than %d days ago", [input.parameters.max_age_days]) if {
	not dates.is_within_days(rotated, input.parameters.max_age_days)
}

is_recorded if {
	is_string(rotated)
	trim_space(rotated) != ""
}
