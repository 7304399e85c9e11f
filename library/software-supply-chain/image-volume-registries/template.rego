# Compared like container images, on path boundaries. An image volume without a reference has none that is allowed.
package edict.templates.image_volume_registries

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some index, volume in workloads.pod_spec.volumes
	is_object(volume.image)
	not is_allowed(volume)
	not is_exempt(volume)
	result := {
		"msg": sprintf("The volume '%v' is an image from a registry that is not allowed", [object.get(volume, "name", index)]),
		"violating_key": workloads.pod_key(sprintf("volumes[%d].image.reference", [index])),
	}
}

is_allowed(volume) if {
	is_string(volume.image.reference)
	images.lies_in(volume.image.reference, input.parameters.registries)
}

is_exempt(volume) if patterns.matches_any(volume.image.reference, input.parameters.exempt_images)
