# A peer with only a podSelector means pods of the namespace itself, which has to be listed too.
package edict.templates.networkpolicy_namespace_to_namespace

import data.edict.lib.inventory
import data.edict.lib.network
import data.edict.lib.selectors

label := "kubernetes.io/metadata.name"

wanted := {"matchLabels": {label: input.parameters.allowed_sources[0]}}

rules := [entry |
	inventory.own_namespace == input.parameters.dst_namespace
	some entry in network.rules
	entry.direction == "Ingress"
]

peers := [entry |
	inventory.own_namespace == input.parameters.dst_namespace
	some entry in network.peers
	entry.direction == "Ingress"
]

violation contains result if {
	some entry in rules
	not network.names_peers(entry)
	result := {
		"msg": "The rule lets in every namespace",
		"violating_key": concat(".", [entry.path, "from"]),
		"recommended_value": [{"namespaceSelector": wanted}],
	}
}

violation contains result if {
	some entry in peers
	cidr := entry.peer.ipBlock.cidr
	result := {
		"msg": sprintf("The peer is the address block %v, not a namespace", [cidr]),
		"violating_key": concat(".", [entry.path, "ipBlock"]),
	}
}

violation contains result if {
	some entry in peers
	peer := entry.peer
	not is_block(peer)
	not is_allowed(peer)
	result := {
		"msg": "The peer does not name an allowed namespace",
		"violating_key": concat(".", [entry.path, "namespaceSelector.matchLabels"]),
		"recommended_value": wanted.matchLabels,
	}
}

is_block(peer) if peer.ipBlock != null

is_allowed(peer) if selectors.confines(peer.namespaceSelector, label, input.parameters.allowed_sources)

is_allowed(peer) if {
	not names_namespaces(peer)
	inventory.own_namespace in input.parameters.allowed_sources
}

names_namespaces(peer) if is_object(peer.namespaceSelector)
