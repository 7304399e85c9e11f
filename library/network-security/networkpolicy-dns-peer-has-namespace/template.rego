package edict.templates.networkpolicy_dns_peer_has_namespace

import data.edict.lib.inventory
import data.edict.lib.network

violation contains result if {
	not in_dns_namespace
	some rule in network.rules
	rule.direction == "Egress"
	opens_dns(rule.rule)
	some index, peer in rule.rule.to
	is_object(peer.podSelector)
	not is_object(object.get(peer, "namespaceSelector", null))
	result := {
		"msg": sprintf("The DNS pods are looked for in the policy's own namespace, not in %s", [input.parameters.dns_namespace]),
		"violating_key": sprintf("%s.to[%d].namespaceSelector", [rule.path, index]),
		"recommended_value": {"matchLabels": {"kubernetes.io/metadata.name": input.parameters.dns_namespace}},
	}
}

in_dns_namespace if inventory.own_namespace == input.parameters.dns_namespace

opens_dns(rule) if {
	some port in rule.ports
	port.port in {53, "53"}
}

opens_dns(rule) if {
	some port in rule.ports
	port.port < 53
	port.endPort >= 53
}
