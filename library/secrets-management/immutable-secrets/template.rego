# A type that is left out or empty is Opaque. Other types are often renewed in place by their controllers.
package edict.templates.immutable_secrets

import data.edict.lib.patterns

violation contains result if {
	patterns.in_namespaces(input.parameters.namespaces)
	object.get(input, "type", "Opaque") in {"Opaque", "", null}
	not input.immutable == true
	result := {
		"msg": "The Secret can be changed in place",
		"violating_key": "immutable",
		"recommended_value": true,
	}
}
