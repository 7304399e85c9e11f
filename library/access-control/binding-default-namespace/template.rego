# An object that names no namespace is put into default.
package edict.templates.binding_default_namespace

import data.edict.lib.inventory

violation contains result if {
	inventory.own_namespace == "default"
	result := {
		"msg": "Permissions are kept in the namespace default",
		"violating_key": "metadata.namespace",
	}
}
