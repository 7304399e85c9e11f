# The annotation belongs to the pods. The claim templates of a StatefulSet count as volumes under their own names.
package edict.templates.backup_annotation_required

import data.edict.lib.workloads

claimed contains volume.name if {
	some volume in workloads.pod_spec.volumes
	is_object(volume.persistentVolumeClaim)
	is_string(volume.name)
}

claimed contains claim.metadata.name if {
	input.kind == "StatefulSet"
	some claim in input.spec.volumeClaimTemplates
	is_string(claim.metadata.name)
}

listed contains trim_space(name) if {
	text := workloads.pod_metadata.annotations[input.parameters.annotation]
	is_string(text)
	some name in split(text, ",")
}

violation contains result if {
	missing := claimed - listed
	count(missing) > 0
	result := {
		"msg": sprintf("The backup annotation leaves out the volumes %s", [concat(", ", sort(missing))]),
		"violating_key": concat(".", [workloads.pod_metadata_path, "annotations"]),
	}
}
