package edict.templates.limit_containers_per_pod

import data.edict.lib.workloads

limits := {
	"containers": {"most": input.parameters.max, "name": "containers"},
	"initContainers": {"most": input.parameters.max_init, "name": "init containers"},
}

violation contains result if {
	some list, limit in limits
	containers := workloads.pod_spec[list]
	is_array(containers)
	number := count(containers)
	number > limit.most
	result := {
		"msg": sprintf("The pod has %d %s, more than %d", [number, limit.name, limit.most]),
		"violating_key": workloads.pod_key(list),
	}
}
