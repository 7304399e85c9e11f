# An image with neither a tag nor a digest has the tag latest. Expressions are RE2, match anywhere in the tag unless
# anchored, and know upper from lower case.
package edict.templates.image_denied_tags

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	image != ""
	tag := images.effective_tag(image)
	is_denied(tag)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s uses the tag '%s'", [workloads.describe(entry), tag]),
		"violating_key": workloads.key(entry, "image"),
	}
}

is_denied(tag) if {
	some pattern in input.parameters.patterns
	regex.match(pattern, tag)
}
