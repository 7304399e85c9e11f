# A target that is left out is the own namespace of a HelmRelease, and the manifests' choice for a Kustomization; it is not judged.
package edict.templates.flux_target_namespace

import data.edict.lib.inventory
import data.edict.lib.patterns

violation contains result if {
	some field in ["targetNamespace", "storageNamespace"]
	namespace := input.spec[field]
	not namespace in {"", null, inventory.own_namespace}
	not patterns.matches_any(namespace, input.parameters.allowed)
	result := {
		"msg": sprintf("%s is the foreign namespace '%v'", [field, namespace]),
		"violating_key": concat(".", ["spec", field]),
		"recommended_value": inventory.own_namespace,
	}
}
