# A label counts on the workload or on its pods.
package edict.templates.no_system_namespace

import data.edict.lib.inventory
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	patterns.in_namespaces(input.parameters.namespaces)
	not is_allowed
	result := {
		"msg": sprintf("The workload runs in the system namespace %s", [inventory.own_namespace]),
		"violating_key": "metadata.namespace",
	}
}

is_allowed if carries_label(input.metadata)

is_allowed if carries_label(workloads.pod_metadata)

carries_label(metadata) if {
	some key, entry in input.parameters.allowed_labels
	is_string(metadata.labels[key])
	patterns.matches_any(metadata.labels[key], [entry])
}
