# An empty list of namespaces means all of them.
package edict.templates.hpa_exists_for_deployment

import data.edict.lib.autoscalers
import data.edict.lib.inventory
import data.edict.lib.patterns

violation contains result if {
	is_judged
	not is_scaled
	result := {
		"msg": "No autoscaler scales the Deployment",
		"violating_key": "metadata.name",
	}
}

is_judged if count(input.parameters.namespaces) == 0

is_judged if patterns.in_namespaces(input.parameters.namespaces)

is_scaled if some _ in autoscalers.own

# KEDA reads a reference without a kind as a Deployment.
is_scaled if {
	some scaled in inventory.beside_own("keda.sh", "ScaledObject")
	reference := {field: value | some field, value in scaled.spec.scaleTargetRef; not value in {null, ""}}
	autoscalers.names(object.union({"kind": "Deployment"}, reference), input)
}
