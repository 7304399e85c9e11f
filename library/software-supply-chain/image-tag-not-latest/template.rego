package edict.templates.image_tag_not_latest

import data.edict.lib.images
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	tag := images.tag(workloads.image(entry))
	tag in input.parameters.denied
	result := finding(entry, sprintf("uses the tag '%s'", [tag]))
}

violation contains result if {
	input.parameters.require_tag
	some entry in workloads.containers
	image := workloads.image(entry)
	not images.tag(image)
	not images.digest(image)
	result := finding(entry, "names no tag for its image")
}

finding(entry, problem) := {
	"msg": sprintf("%s %s", [workloads.describe(entry), problem]),
	"violating_key": workloads.key(entry, "image"),
}
