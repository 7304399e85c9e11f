# Each of the defaults is reported, because the object does not tell which of them is meant.
package edict.templates.single_default_storageclass

import data.edict.lib.inventory
import data.edict.lib.paths

annotations := ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"]

others contains class.metadata.name if {
	some class in inventory.cluster_wide("storage.k8s.io", "StorageClass")
	class.metadata.name != input.metadata.name
	some annotation in annotations
	class.metadata.annotations[annotation] == "true"
}

violation contains result if {
	some annotation in annotations
	input.metadata.annotations[annotation] == "true"
	count(others) > 0
	result := {
		"msg": sprintf("There is another default storage class: %s", [concat(", ", sort(others))]),
		"violating_key": paths.member("metadata.annotations", annotation),
		"recommended_value": "false",
	}
}
