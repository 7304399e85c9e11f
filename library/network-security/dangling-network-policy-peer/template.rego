# An empty podSelector passes, and so do peers without one.
package edict.templates.dangling_network_policy_peer

import data.edict.lib.inventory
import data.edict.lib.network
import data.edict.lib.selectors

violation contains result if {
	some entry in network.peers
	peer := entry.peer
	selectors.narrows(peer.podSelector)
	not is_known(peer)
	result := {
		"msg": "The peer's podSelector matches no known pod",
		"violating_key": concat(".", [entry.path, "podSelector"]),
	}
}

is_known(peer) if {
	some namespace, _ in meant_namespaces(peer)
	some pod in inventory.pods(namespace)
	selectors.matches(peer.podSelector, pod.labels)
}

meant_namespaces(peer) := {inventory.own_namespace: {}} if not names_namespaces(peer)

meant_namespaces(peer) := {name: labels |
	some name, labels in inventory.namespaces
	selectors.matches(peer.namespaceSelector, labels)
} if {
	names_namespaces(peer)
}

names_namespaces(peer) if is_object(peer.namespaceSelector)
