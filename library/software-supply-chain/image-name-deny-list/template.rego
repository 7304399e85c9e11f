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
	some name in {images.name(image), images.path(image), trim_prefix(images.path(image), "library/"), images.repository(image)}
	patterns.matches_any(name, input.parameters.names)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s uses the restricted image %s", [workloads.describe(entry), images.repository(image)]),
		"violating_key": workloads.key(entry, "image"),
	}
}
