# An empty name asks for a volume without a class, so it needs none.
package edict.templates.pvc_storage_class_exists

import data.edict.lib.claims
import data.edict.lib.inventory

classes := inventory.cluster_wide("storage.k8s.io", "StorageClass")

violation contains result if {
	some entry in claims.all
	class := claims.class(entry)
	class != ""
	not exists(class)
	result := {
		"msg": sprintf("%s asks for the storage class '%s', which does not exist", [entry.owner, class]),
		"violating_key": claims.class_key(entry),
	}
}

violation contains result if {
	some entry in claims.all
	not claims.class(entry)
	not has_default
	result := {
		"msg": sprintf("%s names no storage class, and the cluster has no default", [entry.owner]),
		"violating_key": claims.class_key(entry),
	}
}

exists(name) if {
	some class in classes
	class.metadata.name == name
}

has_default if {
	some class in classes
	some annotation in ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"]
	class.metadata.annotations[annotation] == "true"
}
