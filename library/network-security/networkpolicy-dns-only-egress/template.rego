package edict.templates.networkpolicy_dns_only_egress

import data.edict.lib.inventory
import data.edict.lib.network
import data.edict.lib.paths

label_key := input.parameters.dns_label_key

label_value := input.parameters.dns_label_value

rules := [{"rule": rule, "path": sprintf("spec.egress[%d]", [i])} |
	inventory.own_namespace == input.parameters.namespace
	network.restricts(input, "Egress")
	some i, rule in input.spec.egress
]

peers := [{"peer": peer, "path": sprintf("%s.to[%d]", [entry.path, j])} |
	some entry in rules
	some j, peer in entry.rule.to
]

ports := [{"port": port, "path": sprintf("%s.ports[%d]", [entry.path, k])} |
	some entry in rules
	some k, port in entry.rule.ports
]

violation contains result if {
	some entry in rules
	not names_peers(entry)
	result := {
		"msg": "Expecting only DNS pods as peers, but every destination is allowed",
		"violating_key": concat(".", [entry.path, "to"]),
		"recommended_value": [{
			"namespaceSelector": {},
			"podSelector": {"matchLabels": {label_key: label_value}},
		}],
	}
}

violation contains result if {
	some entry in peers
	is_address_block(entry)
	result := {
		"msg": sprintf("Expecting only DNS pods as peers, but the addresses %v are allowed", [entry.peer.ipBlock.cidr]),
		"violating_key": concat(".", [entry.path, "ipBlock"]),
	}
}

violation contains result if {
	some entry in peers
	not is_address_block(entry)
	not selects_dns(entry)
	result := {
		"msg": sprintf("Expecting value '%s', but %s", [label_value, detected(entry)]),
		"violating_key": paths.member(sprintf("%s.podSelector.matchLabels", [entry.path]), label_key),
		"recommended_value": label_value,
	}
}

violation contains result if {
	some entry in rules
	not names_ports(entry)
	result := {
		"msg": "Expecting only port 53, but every port is allowed",
		"violating_key": concat(".", [entry.path, "ports"]),
		"recommended_value": [{"protocol": protocol, "port": 53} | some protocol in protocols],
	}
}

violation contains result if {
	some entry in ports
	not entry.port.port == 53
	result := {
		"msg": sprintf("Expecting port 53, but %s", [detected_port(entry)]),
		"violating_key": concat(".", [entry.path, "port"]),
		"recommended_value": 53,
	}
}

violation contains result if {
	some entry in ports
	end := entry.port.endPort
	not end in {null, 53}
	result := {
		"msg": sprintf("Expecting only port 53, but the range ends at %v", [end]),
		"violating_key": concat(".", [entry.path, "endPort"]),
		"recommended_action": "remove",
	}
}

violation contains result if {
	some entry in ports
	protocol := protocol_of(entry)
	not protocol in protocols
	result := {
		"msg": sprintf("Expecting protocol %s, but %v is allowed", [concat(" or ", protocols), protocol]),
		"violating_key": concat(".", [entry.path, "protocol"]),
		"recommended_value": "UDP",
	}
}

protocols := ["UDP", "TCP"] if input.parameters.allow_tcp

protocols := ["UDP"] if not input.parameters.allow_tcp

names_peers(entry) if some _ in entry.rule.to

names_ports(entry) if some _ in entry.rule.ports

is_address_block(entry) if entry.peer.ipBlock != null

selects_dns(entry) if entry.peer.podSelector.matchLabels[label_key] == label_value

selects_dns(entry) if {
	some expression in entry.peer.podSelector.matchExpressions
	expression.key == label_key
	expression.operator == "In"
	expression.values == [label_value]
}

detected(entry) := sprintf("'%v' was detected", [value]) if {
	value := entry.peer.podSelector.matchLabels[label_key]
} else := sprintf("the peer does not select on the label '%s'", [label_key])

detected_port(entry) := sprintf("%v was detected", [entry.port.port]) if {
	entry.port.port != null
} else := "every port is allowed"

# The API server reads a protocol that is left out as TCP.
protocol_of(entry) := entry.port.protocol if {
	entry.port.protocol != null
} else := "TCP"
