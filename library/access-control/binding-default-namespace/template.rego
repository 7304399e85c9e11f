package edict.templates.binding_default_namespace

violation contains result if {
	input.metadata.namespace == "default"
	result := {
		"msg": "Permissions are kept in the namespace default",
		"violating_key": "metadata.namespace",
	}
}
