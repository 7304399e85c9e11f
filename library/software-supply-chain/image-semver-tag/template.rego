# An image without a tag has none that could match, even where a digest pins it.
package edict.templates.image_semver_tag

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	not has_version(image)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s has no version number as image tag", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "image"),
	}
}

has_version(image) if {
	tag := images.tag(image)
	regex.match(input.parameters.pattern, tag)
}
