# A host is a first part before a slash with a dot or a colon in it, or localhost.
package edict.templates.image_name_explicit_host

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	not regex.match(`^([^/]*[.:][^/]*|localhost)/`, image)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s names no registry for its image", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "image"),
	}
}
