package edict.templates.flux_cross_namespace_refs

import data.edict.lib.inventory

references contains {"namespace": reference.namespace, "key": sprintf("spec.%s.namespace", [concat(".", path)])} if {
	some path in [["sourceRef"], ["chartRef"], ["chart", "spec", "sourceRef"]]
	reference := object.get(input, array.concat(["spec"], path), {})
}

references contains {"namespace": dependency.namespace, "key": sprintf("spec.dependsOn[%d].namespace", [index])} if {
	some index, dependency in input.spec.dependsOn
}

violation contains result if {
	some reference in references
	namespace := reference.namespace
	not namespace in {"", null, inventory.own_namespace}
	result := {
		"msg": sprintf("Refers to the namespace '%v'", [namespace]),
		"violating_key": reference.key,
		"recommended_value": inventory.own_namespace,
	}
}
