# An empty list allows every class.
package edict.templates.priority_class_required

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	is_object(workloads.pod_spec)
	not is_set
	result := {
		"msg": "The pod has no priority class",
		"violating_key": workloads.pod_key("priorityClassName"),
	}
}

violation contains result if {
	is_set
	count(input.parameters.allowed) > 0
	class := workloads.pod_spec.priorityClassName
	not patterns.matches_any(class, input.parameters.allowed)
	result := {
		"msg": sprintf("The priority class %v is not one of %s", [class, concat(", ", input.parameters.allowed)]),
		"violating_key": workloads.pod_key("priorityClassName"),
	}
}

is_set if {
	is_string(workloads.pod_spec.priorityClassName)
	workloads.pod_spec.priorityClassName != ""
}
