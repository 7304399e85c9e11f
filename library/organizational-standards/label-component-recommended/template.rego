package edict.templates.label_component_recommended

import data.edict.lib.labels

label := "app.kubernetes.io/component"

violation contains result if {
	not labels.has("labels", label)
	result := {
		"msg": labels.describe("labels", label),
		"violating_key": labels.key("labels", label),
	}
}
