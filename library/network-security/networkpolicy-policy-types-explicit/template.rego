# The recommended value keeps what the policy does: the directions that the API server fills in, and those that are listed
# or have rules.
package edict.templates.networkpolicy_policy_types_explicit

import data.edict.lib.network

violation contains result if {
	not network.names_directions(input)
	result := {
		"msg": "policyTypes is left to be guessed from the rules",
		"violating_key": "spec.policyTypes",
		"recommended_value": meant,
	}
}

violation contains result if {
	idle := [direction |
		network.names_directions(input)
		some direction in with_rules
		not network.restricts(input, direction)
	]
	count(idle) > 0
	result := {
		"msg": sprintf("Rules have no effect: %s is not among the policyTypes", [concat(" and ", idle)]),
		"violating_key": "spec.policyTypes",
		"recommended_value": meant,
	}
}

with_rules := [direction |
	some direction in ["Ingress", "Egress"]
	some _ in input.spec[network.rule_fields[direction].rules]
]

meant := [direction | some direction in ["Ingress", "Egress"]; is_meant(direction)]

is_meant(direction) if direction in with_rules

is_meant(direction) if network.restricts(input, direction)
