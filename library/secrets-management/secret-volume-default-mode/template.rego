# Modes are compared as numbers. Projected volumes count where they hold a Secret, a service account token or a pod
# certificate; the one that the API server itself adds (kube-api-access-…) cannot be set and is left out.
package edict.templates.secret_volume_default_mode

import data.edict.lib.workloads

holders contains {"field": "secret", "index": index, "volume": volume, "holder": volume.secret} if {
	some index, volume in workloads.pod_spec.volumes
	is_object(volume.secret)
}

holders contains {"field": "projected", "index": index, "volume": volume, "holder": volume.projected} if {
	some index, volume in workloads.pod_spec.volumes
	not is_added_by_api_server(volume)
	some source in volume.projected.sources
	some field in ["secret", "serviceAccountToken", "podCertificate"]
	is_object(source[field])
}

is_added_by_api_server(volume) if {
	is_string(volume.name)
	regex.match(`^kube-api-access-[a-z0-9]{5}$`, volume.name)
}

violation contains result if {
	some item in holders
	not is_narrow(item)
	result := {
		"msg": sprintf("The files of the volume '%v' %s", [object.get(item.volume, "name", item.index), problem(item.holder)]),
		"violating_key": workloads.pod_key(sprintf("volumes[%d].%s.defaultMode", [item.index, item.field])),
		"recommended_value": min([256, input.parameters.max_mode]),
	}
}

is_narrow(item) if {
	is_number(item.holder.defaultMode)
	item.holder.defaultMode <= input.parameters.max_mode
}

problem(holder) := sprintf("get the mode %v, above %v", [holder.defaultMode, input.parameters.max_mode]) if {
	holder.defaultMode != null
} else := "get the default mode 0644"
