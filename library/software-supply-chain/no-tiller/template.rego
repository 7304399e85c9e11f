# The name has to begin with tiller or have a mark before it, so that a distiller passes. Labels are told of only where no
# image was.
package edict.templates.no_tiller

import data.edict.lib.images
import data.edict.lib.paths
import data.edict.lib.patterns
import data.edict.lib.workloads

tiller := [entry |
	some entry in workloads.containers
	image := workloads.image(entry)
	regex.match(`(?i)(^|[^a-z])tiller`, images.path(image))
	not patterns.matches_any(image, input.parameters.exempt_images)
]

violation contains result if {
	some entry in tiller
	result := {
		"msg": sprintf("%s runs Tiller", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "image"),
	}
}

violation contains result if {
	count(tiller) == 0
	object_is_labelled
	result := {"msg": "The labels are those of Tiller", "violating_key": paths.member("metadata.labels", "name")}
}

violation contains result if {
	count(tiller) == 0
	not object_is_labelled
	is_labelled(workloads.pod_metadata)
	result := {
		"msg": "The labels of the pods are those of Tiller",
		"violating_key": concat(".", [workloads.pod_metadata_path, "labels", "name"]),
	}
}

object_is_labelled if is_labelled(input.metadata)

is_labelled(metadata) if {
	metadata.labels.app == "helm"
	metadata.labels.name == "tiller"
}
