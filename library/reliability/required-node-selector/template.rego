package edict.templates.required_node_selector

import data.edict.lib.workloads

violation contains result if {
	is_object(workloads.pod_spec)
	not workloads.pod_spec.nodeSelector[input.parameters.key] == input.parameters.value
	result := {
		"msg": sprintf("The node selector has no %s=%s", [input.parameters.key, input.parameters.value]),
		"violating_key": workloads.pod_key("nodeSelector"),
		"recommended_value": object.union(
			{key: value | some key, value in workloads.pod_spec.nodeSelector},
			{input.parameters.key: input.parameters.value},
		),
	}
}
