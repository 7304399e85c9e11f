# A policy is for databases if its podSelector asks for the labels of `selector`. A port that is given by name is fine; any
# value of the client label is.
package edict.templates.networkpolicy_peers_not_overlapping_db

import data.edict.lib.network
import data.edict.lib.selectors

label := input.parameters.client_label

wanted := {"matchLabels": {label: "true"}}

is_for_databases if {
	count(input.parameters.selector) > 0
	every key, value in input.parameters.selector { asks_for(key, value) }
}

asks_for(key, value) if input.spec.podSelector.matchLabels[key] == value

asks_for(key, value) if {
	some expression in input.spec.podSelector.matchExpressions
	expression.key == key
	expression.operator == "In"
	value in expression.values
}

violation contains result if {
	is_for_databases
	some entry in network.rules
	entry.direction == "Ingress"
	not network.names_ports(entry)
	result := {
		"msg": "The rule opens every port of the database",
		"violating_key": concat(".", [entry.path, "ports"]),
	}
}

violation contains result if {
	is_for_databases
	some entry in network.ports
	entry.direction == "Ingress"
	not is_database_port(entry)
	result := {
		"msg": sprintf("The rule opens %s", [described(entry)]),
		"violating_key": concat(".", [entry.path, "port"]),
	}
}

violation contains result if {
	is_for_databases
	some entry in network.rules
	entry.direction == "Ingress"
	not network.names_peers(entry)
	result := {
		"msg": "The rule lets in every peer, not only clients of the database",
		"violating_key": concat(".", [entry.path, "from"]),
		"recommended_value": [{"podSelector": wanted}],
	}
}

violation contains result if {
	is_for_databases
	some entry in network.peers
	entry.direction == "Ingress"
	cidr := entry.peer.ipBlock.cidr
	result := {
		"msg": sprintf("The rule lets in the addresses %v, not only clients of the database", [cidr]),
		"violating_key": concat(".", [entry.path, "ipBlock"]),
	}
}

violation contains result if {
	is_for_databases
	some entry in network.peers
	entry.direction == "Ingress"
	peer := entry.peer
	not is_block(peer)
	not is_client(peer)
	result := {
		"msg": sprintf("The peer does not select pods with the label %s", [label]),
		"violating_key": concat(".", [entry.path, "podSelector"]),
		"recommended_value": wanted,
	}
}

# A range is fine if each port in it is on the list.
is_database_port(entry) if {
	start := entry.port.port
	is_number(start)
	end := end_of(entry.port)
	inside := {port | some port in input.parameters.ports; port >= start; port <= end}
	count(inside) == (end - start) + 1
}

is_database_port(entry) if is_string(entry.port.port)

end_of(port) := port.endPort if {
	is_number(port.endPort)
} else := port.port

is_block(peer) if peer.ipBlock != null

is_client(peer) if selectors.has(peer.podSelector.matchLabels, label)

is_client(peer) if {
	some expression in peer.podSelector.matchExpressions
	expression.key == label
	expression.operator in {"Exists", "In"}
}

described(entry) := sprintf("port %v, which is none of the database's", [entry.port.port]) if {
	entry.port.port != null
	not is_range(entry)
} else := sprintf("the ports %v to %v, not only the database's", [entry.port.port, entry.port.endPort]) if {
	is_range(entry)
} else := "every port of the database"

is_range(entry) if entry.port.endPort != null
