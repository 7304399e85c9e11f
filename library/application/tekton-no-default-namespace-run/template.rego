# A run without a namespace goes to default.
package edict.templates.tekton_no_default_namespace_run

import data.edict.lib.inventory
import data.edict.lib.patterns

violation contains result if {
	namespace := inventory.own_namespace
	not patterns.matches_any(namespace, input.parameters.namespaces)
	result := {
		"msg": sprintf("The namespace '%s' is not one for builds", [namespace]),
		"violating_key": "metadata.namespace",
	}
}
