package edict.templates.no_share_process_namespace

import data.edict.lib.workloads

violation contains result if {
	value := workloads.pod_spec.shareProcessNamespace
	not value in {false, null}
	not is_exempt
	result := {
		"msg": "The containers share one process namespace",
		"violating_key": workloads.pod_key("shareProcessNamespace"),
		"recommended_value": false,
	}
}

is_exempt if carries_all(workloads.pod_metadata.labels)

is_exempt if carries_all(input.metadata.labels)

carries_all(labels) if {
	count(input.parameters.exempt_labels) > 0
	every key, value in input.parameters.exempt_labels {
		labels[key] == value
	}
}
