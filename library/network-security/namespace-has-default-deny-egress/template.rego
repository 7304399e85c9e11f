# A policy is DNS-only if each of its egress rules names ports and each of them is port 53, whoever the peers are.
package edict.templates.namespace_has_default_deny_egress

import data.edict.lib.inventory
import data.edict.lib.network
import data.edict.lib.patterns

violation contains result if {
	not denies_by_default
	not exempt
	result := {
		"msg": sprintf("Namespace '%s' has no NetworkPolicy that denies egress by default", [input.metadata.name]),
		"violating_key": "metadata.name",
	}
}

exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_namespaces)

denies_by_default if {
	some policy in inventory.in_namespace(input.metadata.name, "networking.k8s.io", "NetworkPolicy")
	network.restricts(policy, "Egress")
	network.selects_all_pods(policy)
	not opens_more(policy)
}

opens_more(policy) if {
	some rule in policy.spec.egress
	not is_harmless(rule)
}

is_harmless(rule) if {
	input.parameters.allow_dns
	network.names_ports({"rule": rule})
	every port in rule.ports { is_dns(port) }
}

is_dns(port) if {
	port.port == 53
	not reaches_further(port)
	not is_sctp(port)
}

reaches_further(port) if port.endPort > 53

is_sctp(port) if port.protocol == "SCTP"
