package edict.templates.allowed_node_selectors

import data.edict.lib.workloads

violation contains result if {
	refused := [sprintf("%s=%v", [key, value]) |
		some key, value in workloads.pod_spec.nodeSelector
		is_string(key)
		not is_allowed(key, value)
	]
	count(refused) > 0
	result := {
		"msg": sprintf("The pod selects nodes by %s, which is not allowed", [concat(", ", sort(refused))]),
		"violating_key": workloads.pod_key("nodeSelector"),
	}
}

is_allowed(key, value) if {
	is_string(value)
	regex.match(input.parameters.allowed_keys[key], value)
}
