# A name is compared with the end of the repository on path boundaries; of several that fit, the longest counts. A tag
# counts as far as it is written: python:3 is the latest 3.x. Tags without a version, and digests alone, cannot be compared.
# What others call a node is not Node.js.
package edict.templates.no_eol_base_versions

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	not patterns.matches_any(image, input.parameters.exempt_images)
	name := longest_match(image)
	minimum := input.parameters.minimums[name]
	tag := images.tag(image)
	images.is_below(images.version(tag), images.version(minimum))
	result := {
		"msg": sprintf("%s runs %s %s, older than %s", [workloads.describe(entry), name, tag, minimum]),
		"violating_key": workloads.key(entry, "image"),
	}
}

longest_match(image) := name if {
	repository := concat("", ["/", images.repository(image)])
	matching := [[count(name), name] |
		some name, _ in input.parameters.minimums
		endswith(repository, concat("", ["/", name]))
		not is_other_product(repository, name)
	]
	[_, name] := max(matching)
}

is_other_product(repository, "node") if regex.match(`/(calico|kindest)/node$`, repository)
