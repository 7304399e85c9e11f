package edict.templates.namespace_has_default_deny_ingress

import data.edict.lib.inventory
import data.edict.lib.network
import data.edict.lib.patterns

violation contains result if {
	not denies_by_default
	not exempt
	result := {
		"msg": sprintf("Namespace '%s' has no NetworkPolicy that denies ingress by default", [input.metadata.name]),
		"violating_key": "metadata.name",
	}
}

exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_namespaces)

denies_by_default if {
	some policy in inventory.in_namespace(input.metadata.name, "networking.k8s.io", "NetworkPolicy")
	network.restricts(policy, "Ingress")
	network.selects_all_pods(policy)
	not allows_ingress(policy)
}

allows_ingress(policy) if some _ in policy.spec.ingress
