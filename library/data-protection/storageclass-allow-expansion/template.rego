package edict.templates.storageclass_allow_expansion

violation contains result if {
	not input.allowVolumeExpansion == true
	result := {
		"msg": "Volumes of the class cannot be made larger",
		"violating_key": "allowVolumeExpansion",
		"recommended_value": true,
	}
}
