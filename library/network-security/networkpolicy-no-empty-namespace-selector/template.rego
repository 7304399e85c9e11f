# An empty podSelector beside it narrows nothing and counts as none.
package edict.templates.networkpolicy_no_empty_namespace_selector

import data.edict.lib.network
import data.edict.lib.selectors

violation contains result if {
	some entry in network.peers
	peer := entry.peer
	is_object(peer.namespaceSelector)
	selectors.is_empty(peer.namespaceSelector)
	not narrows_pods(peer)
	result := {
		"msg": "The peer is every pod of every namespace",
		"violating_key": sprintf("%s.namespaceSelector", [entry.path]),
	}
}

narrows_pods(peer) if selectors.narrows(peer.podSelector)
