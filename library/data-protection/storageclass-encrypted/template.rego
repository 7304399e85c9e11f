# The class is read from the inventory, because the policy's values stand where the parameters of the class would be.
# Provisioners without a rule are left alone.
package edict.templates.storageclass_encrypted

import data.edict.lib.encryption
import data.edict.lib.inventory
import data.edict.lib.paths

written := {name: value |
	some class in inventory.cluster_wide("storage.k8s.io", "StorageClass")
	class.metadata.name == input.metadata.name
	some name, value in class.parameters
	is_string(name)
}

violation contains result if {
	some name, value in encryption.rule(input.provisioner, input.parameters.parameters)
	not encryption.is_on(name, value, written)
	result := object.union(
		{
			"msg": sprintf("The parameter %s does not switch encryption on", [spelling(name)]),
			"violating_key": key(name),
		},
		{field: value | field := "recommended_value"; value != "*"},
	)
}

# Drivers differ in how they spell their parameters.
spelling(name) := found[0] if {
	found := sort([own | some own, _ in written; glob.match(lower(name), null, lower(own))])
} else := name

key(name) := paths.member("parameters", spelling(name)) if {
	not contains(spelling(name), "*")
} else := "parameters"
