# A label that the workload itself lacks is for other templates. Where the selector holds on to the pods' label, changing
# it would be refused, and there is no recommended value.
package edict.templates.pod_template_labels_match

import data.edict.lib.labels
import data.edict.lib.paths
import data.edict.lib.workloads

violation contains object.union(result, recommendation(name, value)) if {
	some name in {name | some name in input.parameters.keys}
	value := labels.stated("labels", name)
	not is_on_pods(name, value)
	result := {
		"msg": sprintf("The label %s is '%v', and the pods %s", [name, value, detected(name)]),
		"violating_key": paths.member(concat(".", [workloads.pod_metadata_path, "labels"]), name),
	}
}

is_on_pods(name, value) if workloads.pod_metadata.labels[name] == value

detected(name) := sprintf("have '%v'", [workloads.pod_metadata.labels[name]]) if {
	workloads.pod_metadata.labels[name]
} else := "do not have it"

recommendation(name, value) := {"recommended_value": value} if {
	not is_selected(name)
} else := {}

is_selected(name) if input.spec.selector.matchLabels[name]

is_selected(name) if is_string(input.spec.selector[name])
