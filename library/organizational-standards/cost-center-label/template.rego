package edict.templates.cost_center_label

import data.edict.lib.labels

violation contains result if {
	not labels.fits("labels", input.parameters.key, input.parameters.pattern)
	result := {
		"msg": sprintf("%s; %s is required", [labels.describe("labels", input.parameters.key), input.parameters.pattern]),
		"violating_key": labels.key("labels", input.parameters.key),
	}
}
