# Where both are there the label counts, as in Istio.
package edict.templates.istio_pod_injection_not_disabled

import data.edict.lib.paths
import data.edict.lib.workloads

name := "sidecar.istio.io/inject"

violation contains result if {
	field := deciding_field
	is_off(workloads.pod_metadata[field][name])
	not is_exempt
	result := {
		"msg": sprintf("The pods refuse the sidecar by %s %s", [articles[field], name]),
		"violating_key": paths.member(concat(".", [workloads.pod_metadata_path, field]), name),
		"recommended_action": "remove",
	}
}

deciding_field := "labels" if {
	workloads.pod_metadata.labels[name] != null
} else := "annotations"

articles := {"labels": "the label", "annotations": "the annotation"}

is_off(false)

is_off(value) if {
	is_string(value)
	lower(value) in {"false", "no", "off", "n"}
}

is_exempt if carries_all(workloads.pod_metadata.labels)

is_exempt if carries_all(input.metadata.labels)

carries_all(carried) if {
	count(input.parameters.exempt_labels) > 0
	every label, value in input.parameters.exempt_labels {
		carried[label] == value
	}
}
