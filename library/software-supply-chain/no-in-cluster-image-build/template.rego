package edict.templates.no_in_cluster_image_build

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	not patterns.in_namespaces(input.parameters.allowed_namespaces)
	some entry in workloads.containers
	image := workloads.image(entry)
	some pattern in input.parameters.patterns
	regex.match(pattern, image)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s builds images", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "image"),
	}
}
