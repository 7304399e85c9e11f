package edict.templates.label_name_recommended

import data.edict.lib.labels

label := "app.kubernetes.io/name"

violation contains result if {
	not labels.has("labels", label)
	result := {
		"msg": labels.describe("labels", label),
		"violating_key": labels.key("labels", label),
	}
}
