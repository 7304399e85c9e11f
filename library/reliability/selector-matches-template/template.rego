# A Job counts only with manualSelector; a ReplicationController without a selector takes the labels of its template. In the
# other kinds the API server refuses an empty selector, so it is reported.
package edict.templates.selector_matches_template

import data.edict.lib.selectors
import data.edict.lib.workloads

labels := workloads.pod_labels

is_judged if input.kind != "Job"

is_judged if input.spec.manualSelector == true

match_labels := input.spec.selector if {
	input.kind == "ReplicationController"
} else := input.spec.selector.matchLabels

match_labels_path := "spec.selector" if {
	input.kind == "ReplicationController"
} else := "spec.selector.matchLabels"

violation contains result if {
	is_judged
	missing := [sprintf("%s=%v", [key, value]) |
		some key, value in match_labels
		not labels[key] == value
	]
	count(missing) > 0
	result := {
		"msg": sprintf("The pod template lacks labels of the selector: %s", [concat(", ", sort(missing))]),
		"violating_key": match_labels_path,
	}
}

violation contains result if {
	is_judged
	input.kind != "ReplicationController"
	some i, expression in input.spec.selector.matchExpressions
	is_object(expression)
	not selectors.holds(expression, labels)
	result := {
		"msg": sprintf("The pods of the template do not fit the selector's expression on %v", [object.get(expression, "key", "")]),
		"violating_key": sprintf("spec.selector.matchExpressions[%d]", [i]),
	}
}

violation contains result if {
	is_judged
	input.kind != "ReplicationController"
	not selects
	result := {
		"msg": "The selector is empty",
		"violating_key": match_labels_path,
	}
}

selects if selectors.narrows(input.spec.selector)
