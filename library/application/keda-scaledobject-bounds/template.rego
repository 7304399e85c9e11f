# KEDA scales up to 100 pods where nothing is set. Members of a trigger that end in FromEnv name variables and are fine.
package edict.templates.keda_scaledobject_bounds

import data.edict.lib.paths

most := value if {
	value := input.spec.maxReplicaCount
	value != null
} else := 100

violation contains result if {
	is_number(most)
	most > input.parameters.max
	result := {
		"msg": sprintf("Scales up to %v replicas; %d is the most allowed", [most, input.parameters.max]),
		"violating_key": "spec.maxReplicaCount",
		"recommended_value": input.parameters.max,
	}
}

violation contains result if {
	least := input.spec.minReplicaCount
	is_number(least)
	bound := min([bound | some bound in [most, input.parameters.max]; is_number(bound)])
	least > bound
	result := {
		"msg": sprintf("Keeps at least %v replicas; %v is the most allowed", [least, bound]),
		"violating_key": "spec.minReplicaCount",
		"recommended_value": bound,
	}
}

violation contains result if {
	some index, trigger in input.spec.triggers
	is_object(trigger.metadata)
	some name, value in trigger.metadata
	is_string(value)
	value != ""
	is_credential(name, value)
	result := {
		"msg": sprintf("Trigger %d holds credentials in %s", [index, name]),
		"violating_key": paths.member(sprintf("spec.triggers[%d].metadata", [index]), name),
	}
}

is_credential(name, _) if {
	regex.match(`(?i)(password|passwd|token|secret|apikey|api_key|accesskey|secretkey|access_key|privatekey|connectionstring|credentials)$`, name)
}

is_credential("connection", _)

is_credential(name, value) if {
	not endswith(name, "FromEnv")
	regex.match(`://[^/@:\s]*:[^@/\s]+@`, value)
}
