# Compared on path boundaries after Docker's rules: registry.example/team allows registry.example/team/app and not
# registry.example/team-b/app. A container without an image has none that is allowed.
package edict.templates.image_allowed_registries

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	not is_allowed(image)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s uses an image from %s, which is not allowed", [workloads.describe(entry), images.registry(image)]),
		"violating_key": workloads.key(entry, "image"),
	}
}

is_allowed(image) if images.lies_in(image, input.parameters.registries)
