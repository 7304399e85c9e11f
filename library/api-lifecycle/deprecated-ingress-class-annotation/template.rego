package edict.templates.deprecated_ingress_class_annotation

import data.edict.lib.paths

violation contains result if {
	class := input.metadata.annotations["kubernetes.io/ingress.class"]
	class != null
	result := {
		"msg": sprintf("The class '%v' is set by a deprecated annotation", [class]),
		"violating_key": paths.member("metadata.annotations", "kubernetes.io/ingress.class"),
		"recommended_action": "remove",
	}
}
