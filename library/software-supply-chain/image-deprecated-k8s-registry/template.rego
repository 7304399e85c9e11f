# Of several entries that fit, the longest counts.
package edict.templates.image_deprecated_k8s_registry

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	image != ""
	not patterns.matches_any(image, input.parameters.exempt_images)
	old := longest_match(image)
	result := {
		"msg": sprintf("%s uses an image from %s, which has moved", [workloads.describe(entry), old]),
		"violating_key": workloads.key(entry, "image"),
		"recommended_value": concat("", [
			trim_suffix(input.parameters.mapping[old], "/"),
			substring(images.reference(image), count(trim_suffix(old, "/")), -1),
		]),
	}
}

longest_match(image) := old if {
	matching := [[count(old), old] |
		some old, _ in input.parameters.mapping
		startswith(images.reference(image), concat("", [trim_suffix(old, "/"), "/"]))
	]
	[_, old] := max(matching)
}
