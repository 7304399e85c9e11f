# Kinds outside the list may be cluster-wide and are not judged.
package edict.templates.namespace_explicit

violation contains result if {
	not names_namespace
	result := {
		"msg": "The manifest names no namespace",
		"violating_key": "metadata.namespace",
	}
}

names_namespace if {
	namespace := input.metadata.namespace
	not namespace in {"", null}
}
