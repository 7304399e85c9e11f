# The annotation of the object itself is read: a date, alone or in a longer text. The number of critical vulnerabilities
# stands after the word critical in the same text, or in an annotation with the same prefix whose name holds that word, such
# as critical or critical-count; it may be absent.
package edict.templates.image_scan_annotation_fresh

import data.edict.lib.dates
import data.edict.lib.paths
import data.edict.lib.workloads

scanned := input.metadata.annotations[input.parameters.annotation]

violation contains result if {
	not workloads.is_pod_exempt(input.parameters.exempt_images)
	result := {
		"msg": date_problem,
		"violating_key": paths.member("metadata.annotations", input.parameters.annotation),
	}
}

violation contains result if {
	not workloads.is_pod_exempt(input.parameters.exempt_images)
	not date_problem
	some critical in counts
	critical.number > input.parameters.max_critical
	result := {
		"msg": sprintf("The last scan found %d critical vulnerabilities, more than %d", [critical.number, input.parameters.max_critical]),
		"violating_key": paths.member("metadata.annotations", critical.annotation),
	}
}

date_problem := "No vulnerability scan is recorded" if {
	not is_recorded
} else := "The record of the last vulnerability scan holds no date" if {
	not dates.ns(scanned)
} else := sprintf("The last vulnerability scan is more than %d days old", [input.parameters.max_age_days]) if {
	not dates.is_within_days(scanned, input.parameters.max_age_days)
}

is_recorded if {
	is_string(scanned)
	trim_space(scanned) != ""
}

counts := [{"annotation": input.parameters.annotation, "number": to_number(found[1])}] if {
	is_string(scanned)
	found := regex.find_all_string_submatch_n(`(?i)critical[^0-9a-z]*0*([0-9]{1,9})`, scanned, 1)[0]
} else := [{"annotation": name, "number": to_number(found[1])} |
	some name, text in input.metadata.annotations
	is_about_critical(name)
	is_string(text)
	found := regex.find_all_string_submatch_n(`^\s*0*([0-9]{1,9})\s*$`, text, 1)[0]
]

prefix := regex.replace(input.parameters.annotation, `[^/]*$`, "")

is_about_critical(name) if {
	is_string(name)
	startswith(name, prefix)
	regex.match(`(?i)^[^/]*critical[^/]*$`, trim_prefix(name, prefix))
}
