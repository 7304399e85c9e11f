# The annotation of the object itself is read. It holds digests, alone or after an image name, separated by commas or
# spaces; every container's image has to be pinned by one of them.
package edict.templates.image_signature_annotation

import data.edict.lib.images
import data.edict.lib.paths
import data.edict.lib.patterns
import data.edict.lib.workloads

verified := {digest |
	value := input.metadata.annotations[input.parameters.annotation]
	is_string(value)
	some token in regex.split(`[\s,;]+`, value)
	parts := split(token, "@")
	digest := parts[count(parts) - 1]
	digest != ""
}

judged := [entry |
	some entry in workloads.containers
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
]

unverified := [entry |
	some entry in judged
	not is_verified(entry)
]

is_verified(entry) if images.digest(workloads.image(entry)) in verified

violation contains result if {
	count(unverified) > 0
	result := {
		"msg": problem,
		"violating_key": paths.member("metadata.annotations", input.parameters.annotation),
	}
}

problem := "No digest is recorded as verified" if {
	count(verified) == 0
} else := sprintf("The image of %s is not the one recorded as verified", [names]) if {
	names := concat(", ", [lower_first(workloads.describe(entry)) | some entry in unverified])
}

lower_first(text) := concat("", [lower(substring(text, 0, 1)), substring(text, 1, -1)])
