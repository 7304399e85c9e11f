# The annotation volume.beta.kubernetes.io/storage-class wins over the field, as in the API server. An empty name asks for a
# volume without a class and has to be on the list like any other.
package edict.templates.pvc_storage_class_allow_list

import data.edict.lib.claims
import data.edict.lib.patterns

violation contains result if {
	some entry in claims.all
	not claims.class(entry)
	not input.parameters.allow_default
	result := object.union(recommendation, {
		"msg": sprintf("%s names no storage class", [entry.owner]),
		"violating_key": claims.class_key(entry),
	})
}

violation contains result if {
	some entry in claims.all
	class := claims.class(entry)
	not patterns.matches_any(class, input.parameters.allowed)
	result := object.union(recommendation, {
		"msg": sprintf("%s has the storage class '%s', which is not allowed", [entry.owner, class]),
		"violating_key": claims.class_key(entry),
	})
}

recommendation := {"recommended_value": names[0]} if {
	names := [name | some name in input.parameters.allowed; not endswith(name, "*")]
} else := {}
