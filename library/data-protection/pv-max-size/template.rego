package edict.templates.pv_max_size

import data.edict.lib.quantities

violation contains result if {
	size := input.spec.capacity.storage
	quantities.value(size) > quantities.value(input.parameters.max)
	result := {
		"msg": sprintf("Holds %v, more than %v", [size, input.parameters.max]),
		"violating_key": "spec.capacity.storage",
		"recommended_value": input.parameters.max,
	}
}
