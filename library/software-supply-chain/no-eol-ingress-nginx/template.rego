# Images of the project itself (ingress-nginx/controller in any registry) are told of in every version. Rebuilds under other
# names may still be maintained: they are told of below min_version.
package edict.templates.no_eol_ingress_nginx

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	problem := problem_of(image)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s runs %s", [workloads.describe(entry), problem]),
		"violating_key": workloads.key(entry, "image"),
	}
}

problem_of(image) := sprintf("ingress-nginx older than %s", [input.parameters.min_version]) if {
	is_controller(image)
	images.is_below(images.version(images.tag(image)), images.version(input.parameters.min_version))
} else := "the ingress-nginx controller, which is no longer maintained" if {
	is_project_image(image)
}

is_controller(image) if is_project_image(image)

is_controller(image) if images.name(image) in {"nginx-ingress-controller", "ingress-nginx-controller"}

is_project_image(image) if {
	regex.match(`(^|/)(ingress-nginx/controller(-chroot)?|kubernetes-ingress-controller/nginx-ingress-controller)(-[a-z0-9]+)?$`, images.path(image))
}
