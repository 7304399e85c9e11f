package edict.templates.change_cause_annotation

import data.edict.lib.labels

violation contains result if {
	not labels.has("annotations", "kubernetes.io/change-cause")
	not labels.fits("annotations", input.parameters.key, input.parameters.pattern)
	result := {
		"msg": sprintf("%s, and there is no kubernetes.io/change-cause", [labels.describe("annotations", input.parameters.key)]),
		"violating_key": labels.key("annotations", input.parameters.key),
	}
}
