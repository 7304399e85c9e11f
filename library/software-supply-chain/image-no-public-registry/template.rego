package edict.templates.image_no_public_registry

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	image != ""
	is_public(image)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s pulls its image from the public registry %s", [workloads.describe(entry), images.registry(image)]),
		"violating_key": workloads.key(entry, "image"),
	}
}

is_public(image) if images.lies_in(image, input.parameters.public)
