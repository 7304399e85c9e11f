package edict.templates.image_tag_not_latest

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	tag := images.tag(workloads.image(entry))
	tag in input.parameters.denied
	not is_exempt(entry)
	result := finding(entry, sprintf("uses the tag '%s'", [tag]))
}

violation contains result if {
	input.parameters.require_tag
	some entry in workloads.containers
	image := workloads.image(entry)
	not images.tag(image)
	not images.digest(image)
	not is_exempt(entry)
	result := finding(entry, "names no tag for its image")
}

is_exempt(entry) if patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)

finding(entry, problem) := {
	"msg": sprintf("%s %s", [workloads.describe(entry), problem]),
	"violating_key": workloads.key(entry, "image"),
}
