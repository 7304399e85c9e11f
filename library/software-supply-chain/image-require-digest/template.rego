package edict.templates.image_require_digest

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	not images.has_digest(image)
	not patterns.matches_any(image, input.parameters.exempt_repositories)
	result := {
		"msg": sprintf("%s does not pin its image by digest", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "image"),
	}
}
