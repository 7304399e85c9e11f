# Objects of namespaces without the label are left alone. The recommended value is the namespace's.
package edict.templates.tenant_label_consistent

import data.edict.lib.inventory
import data.edict.lib.paths

label := input.parameters.label

tenant := inventory.namespace_labels(inventory.own_namespace)[label]

violation contains result if {
	tenant
	not input.metadata.labels[label] == tenant
	result := {
		"msg": sprintf("The label %s is %s; that of the namespace is '%s'", [label, detected, tenant]),
		"violating_key": paths.member("metadata.labels", label),
		"recommended_value": tenant,
	}
}

detected := sprintf("'%v'", [input.metadata.labels[label]]) if {
	input.metadata.labels[label] != null
} else := "left out"
