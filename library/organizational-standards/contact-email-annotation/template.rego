package edict.templates.contact_email_annotation

import data.edict.lib.labels

violation contains result if {
	not labels.fits("annotations", input.parameters.key, address)
	result := {
		"msg": sprintf("%s; an e-mail address is required", [labels.describe("annotations", input.parameters.key)]),
		"violating_key": labels.key("annotations", input.parameters.key),
	}
}

address := `^[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$`
