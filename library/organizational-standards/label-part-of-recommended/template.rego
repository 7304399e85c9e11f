package edict.templates.label_part_of_recommended

import data.edict.lib.labels

label := "app.kubernetes.io/part-of"

violation contains result if {
	not labels.has("labels", label)
	result := {
		"msg": labels.describe("labels", label),
		"violating_key": labels.key("labels", label),
	}
}
