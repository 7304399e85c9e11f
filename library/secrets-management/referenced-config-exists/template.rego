# Optional references and pull secrets are left out: a pod starts without them. kube-root-ca.crt is in every namespace.
package edict.templates.referenced_config_exists

import data.edict.lib.inventory
import data.edict.lib.references

# The keys of what is there, by kind and name.
existing[kind] := {name: {key | some field in ["data", "binaryData", "stringData"]; some key, _ in object[field]} |
	some object in inventory.in_namespace(inventory.own_namespace, "", kind)
	name := object.metadata.name
} if {
	some kind in input.parameters.kinds
}

needed := [reference |
	some reference in references.all
	reference.needed
	reference.kind in input.parameters.kinds
	not reference.name == "kube-root-ca.crt"
]

violation contains result if {
	some reference in needed
	not is_there(reference)
	result := {
		"msg": sprintf("The %s '%v' does not exist", [reference.kind, reference.name]),
		"violating_key": reference.key,
	}
}

violation contains result if {
	some reference in needed
	keys := existing[reference.kind][reference.name]
	some {"key": key, "name": name} in reference.keys
	not name in keys
	result := {
		"msg": sprintf("The %s '%v' has no key '%v'", [reference.kind, reference.name, name]),
		"violating_key": key,
	}
}

is_there(reference) if existing[reference.kind][reference.name]
