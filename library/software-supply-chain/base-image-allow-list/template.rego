# The object's annotation org.opencontainers.image.base.name is read, and its label of that name where there is one; each
# that is there has to be allowed.
package edict.templates.base_image_allow_list

import data.edict.lib.paths
import data.edict.lib.patterns
import data.edict.lib.workloads

name := "org.opencontainers.image.base.name"

recorded[list] := base if {
	some list in ["annotations", "labels"]
	base := input.metadata[list][name]
	not base in {null, ""}
}

violation contains result if {
	not workloads.is_pod_exempt(input.parameters.exempt_images)
	some list, base in recorded
	not is_allowed(base)
	result := {
		"msg": sprintf("The base image %v is not allowed", [base]),
		"violating_key": paths.member(concat(".", ["metadata", list]), name),
	}
}

violation contains result if {
	count(recorded) == 0
	not workloads.is_pod_exempt(input.parameters.exempt_images)
	result := {
		"msg": "No base image is recorded",
		"violating_key": paths.member("metadata.annotations", name),
	}
}

is_allowed(base) if {
	is_string(base)
	patterns.matches_any(base, input.parameters.allowed)
}
