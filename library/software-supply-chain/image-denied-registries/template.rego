package edict.templates.image_denied_registries

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	image != ""
	is_denied(image)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s uses an image from %s, which is denied", [workloads.describe(entry), images.registry(image)]),
		"violating_key": workloads.key(entry, "image"),
	}
}

is_denied(image) if images.lies_in(image, input.parameters.registries)
