# A name is compared with the last part of the repository, with the repository without its registry, and with the whole
# repository; so "redis" stands for every redis and "bitnami/redis" for that of bitnami in any registry.
package edict.templates.image_name_deny_list

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	image != ""
	some name in names(image)
	is_restricted(name)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s uses the restricted image %s", [workloads.describe(entry), images.repository(image)]),
		"violating_key": workloads.key(entry, "image"),
	}
}

names(image) := {images.name(image), images.path(image), repository} | {short |
	some official in ["library/", "docker.io/library/"]
	some place in [images.path(image), repository]
	startswith(place, official)
	short := concat("", [trim_suffix(official, "library/"), trim_prefix(place, official)])
} if {
	repository := images.repository(image)
}

is_restricted(name) if patterns.matches_any(name, input.parameters.names)

is_restricted(name) if {
	some expression in expressions
	regex.match(expression, name)
}

# Entries with a * elsewhere than at the end, which stands for any characters.
expressions := [sprintf("^%s$", [concat(".*", parts)]) |
	some entry in input.parameters.names
	contains(trim_suffix(entry, "*"), "*")
	parts := [regex.replace(part, `[^A-Za-z0-9/_-]`, `\$0`) | some part in split(entry, "*")]
]
