# An entry allows a class everywhere ("batch"), or in one namespace ("shop/batch"); either part may end in *. The system
# classes need no entry in kube-system, and none helps elsewhere.
package edict.templates.priority_class_allow_list

import data.edict.lib.patterns
import data.edict.lib.workloads

system_classes := {"system-cluster-critical", "system-node-critical"}

violation contains result if {
	class := workloads.pod_spec.priorityClassName
	not class in {null, ""}
	not is_allowed(class)
	result := {
		"msg": sprintf("The priority class %v is not allowed here", [class]),
		"violating_key": workloads.pod_key("priorityClassName"),
		"recommended_action": "remove",
	}
}

is_allowed(class) if {
	class in system_classes
	input.metadata.namespace == "kube-system"
}

is_allowed(class) if {
	not class in system_classes
	patterns.matches_any(class, allowed_here)
}

allowed_here := [parts[count(parts) - 1] |
	some entry in input.parameters.allowed
	parts := split(entry, "/")
	in_force(parts)
]

in_force([_])

in_force([namespace, _]) if patterns.in_namespaces([namespace])
