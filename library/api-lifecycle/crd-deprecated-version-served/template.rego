package edict.templates.crd_deprecated_version_served

violation contains result if {
	some index, version in input.spec.versions
	version.deprecated == true
	version.storage == true
	result := {
		"msg": sprintf("Objects are stored in %v, which is deprecated", [version.name]),
		"violating_key": sprintf("spec.versions[%d].deprecated", [index]),
	}
}

violation contains result if {
	stored := {sprintf("%v", [version]) | some version in input.status.storedVersions}
	count(stored) > 1
	result := {
		"msg": sprintf("Objects may be stored in more than one version: %s", [concat(", ", stored)]),
		"violating_key": "status.storedVersions",
	}
}
