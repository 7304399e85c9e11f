# How the API server reads a NetworkPolicy whose fields are left out.
package edict.lib.network

import data.edict.lib.selectors

# True if the policy restricts the direction, "Ingress" or "Egress". Without policyTypes it restricts ingress, and
# egress where it has egress rules.
restricts(policy, direction) if direction in policy.spec.policyTypes

restricts(policy, "Ingress") if not names_directions(policy)

restricts(policy, "Egress") if {
	not names_directions(policy)
	some _ in policy.spec.egress
}

names_directions(policy) if some _ in policy.spec.policyTypes

# True if the policy selects every pod of its namespace; a selector that is left out is an empty one.
selects_all_pods(policy) if not narrows(policy)

narrows(policy) if some _ in policy.spec.podSelector.matchLabels

narrows(policy) if some _ in policy.spec.podSelector.matchExpressions

# {"direction", "rule", "path"} of every rule that has an effect: rules of a direction that the policy does not restrict
# have none.
rules := [entry |
	some direction, fields in rule_fields
	restricts(input, direction)
	is_array(input.spec[fields.rules])
	some index, rule in input.spec[fields.rules]
	entry := {"direction": direction, "rule": rule, "path": sprintf("spec.%s[%d]", [fields.rules, index])}
]

# {"direction", "peer", "path"} of every peer of those rules.
peers := [entry |
	some parent in rules
	list := rule_fields[parent.direction].peers
	is_array(parent.rule[list])
	some index, peer in parent.rule[list]
	entry := {"direction": parent.direction, "peer": peer, "path": sprintf("%s.%s[%d]", [parent.path, list, index])}
]

# {"direction", "port", "path"} of every port of those rules.
ports := [entry |
	some parent in rules
	is_array(parent.rule.ports)
	some index, port in parent.rule.ports
	entry := {"direction": parent.direction, "port": port, "path": sprintf("%s.ports[%d]", [parent.path, index])}
]

rule_fields := {
	"Ingress": {"rules": "ingress", "peers": "from"},
	"Egress": {"rules": "egress", "peers": "to"},
}

# True if the rule (with its direction) names peers or ports; one that names none allows all of them.
names_peers(entry) if some _ in entry.rule[rule_fields[entry.direction].peers]

names_ports(entry) if some _ in entry.rule.ports

# True if the policy's podSelector does not select pods with these labels.
passes_over(policy, labels) if selectors.rejects(policy.spec.podSelector, labels)
