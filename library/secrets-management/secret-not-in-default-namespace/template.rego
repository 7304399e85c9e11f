# An object that names no namespace is put into default.
package edict.templates.secret_not_in_default_namespace

violation contains result if {
	namespace in {"default", "", null}
	result := {
		"msg": "The Secret is in the namespace default",
		"violating_key": "metadata.namespace",
	}
}

namespace := object.get(input, ["metadata", "namespace"], null)
