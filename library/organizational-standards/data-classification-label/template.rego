# Whether the namespace of restricted data denies ingress by default is asked only where some NetworkPolicy of the cluster is
# known: a manifest alone does not tell, and namespaces without any are for namespace-has-default-deny-ingress.
package edict.templates.data_classification_label

import data.edict.lib.inventory
import data.edict.lib.labels
import data.edict.lib.network

label := "data-classification"

violation contains result if {
	not is_classified
	result := {
		"msg": sprintf("%s; one of %s is required", [labels.describe("labels", label), concat(", ", input.parameters.allowed)]),
		"violating_key": labels.key("labels", label),
		"recommended_value": recommended,
	}
}

is_classified if input.metadata.labels[label] in input.parameters.allowed

recommended := "internal" if {
	"internal" in input.parameters.allowed
} else := input.parameters.allowed[0]

violation contains result if {
	is_classified
	input.metadata.labels[label] == "restricted"
	knows_policies
	not denies_by_default
	result := {
		"msg": "Restricted data are in a namespace without a NetworkPolicy that denies ingress by default",
		"violating_key": labels.key("labels", label),
	}
}

knows_policies if some _ in data.inventory.namespace[_][_].NetworkPolicy

knows_policies if some _ in inventory.cluster_wide("networking.k8s.io", "NetworkPolicy")

policies := inventory.in_namespace(input.metadata.name, "networking.k8s.io", "NetworkPolicy") if {
	input.kind == "Namespace"
} else := inventory.beside_own("networking.k8s.io", "NetworkPolicy")

denies_by_default if {
	some policy in policies
	network.restricts(policy, "Ingress")
	network.selects_all_pods(policy)
	not allows_ingress(policy)
}

allows_ingress(policy) if some _ in policy.spec.ingress
