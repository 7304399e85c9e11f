# The annotation of the object itself is read. Null and an empty text point nowhere.
package edict.templates.image_sbom_annotation

import data.edict.lib.paths
import data.edict.lib.workloads

violation contains result if {
	not has_address
	not workloads.is_pod_exempt(input.parameters.exempt_images)
	result := {
		"msg": "No software bill of materials is named",
		"violating_key": paths.member("metadata.annotations", input.parameters.annotation),
	}
}

has_address if {
	address := input.metadata.annotations[input.parameters.annotation]
	is_string(address)
	trim_space(address) != ""
}
