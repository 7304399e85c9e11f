# Where both are there the label counts, as in Istio; an annotation that would count without it is reported as well.
package edict.templates.istio_pod_injection_not_disabled

import data.edict.lib.paths
import data.edict.lib.workloads

name := "sidecar.istio.io/inject"

violation contains result if {
	some field in ["labels", "annotations"]
	not is_overruled(field)
	is_off(workloads.pod_metadata[field][name])
	not is_exempt
	result := {
		"msg": sprintf("The pods refuse the sidecar by %s %s", [articles[field], name]),
		"violating_key": paths.member(concat(".", [workloads.pod_metadata_path, field]), name),
		"recommended_action": "remove",
	}
}

is_overruled("annotations") if {
	label := workloads.pod_metadata.labels[name]
	label != null
	not is_off(label)
}

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
