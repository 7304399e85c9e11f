package edict.templates.allowed_runtime_classes

import data.edict.lib.workloads

violation contains object.union(recommendation, result) if {
	is_object(workloads.pod_spec)
	result := {"msg": problem, "violating_key": workloads.pod_key("runtimeClassName")}
}

problem := sprintf("The pod uses the runtime class %v, which is not allowed", [class]) if {
	class != ""
	not class in input.parameters.allowed
}

problem := "The pod names no runtime class" if {
	input.parameters.required
	class == ""
}

default class := ""

class := name if {
	name := workloads.pod_spec.runtimeClassName
	name != null
}

recommendation := {"recommended_value": input.parameters.allowed[0]} if {
	count(input.parameters.allowed) > 0
} else := {}
