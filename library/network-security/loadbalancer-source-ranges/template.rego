package edict.templates.loadbalancer_source_ranges

import data.edict.lib.selectors

too_wide := [range |
	some range in input.spec.loadBalancerSourceRanges
	is_too_wide(range)
]

narrow := [range |
	some range in input.spec.loadBalancerSourceRanges
	not is_too_wide(range)
]

violation contains result if {
	input.spec.type == "LoadBalancer"
	not names_ranges
	result := finding("The load balancer takes connections from every address")
}

violation contains result if {
	input.spec.type == "LoadBalancer"
	count(too_wide) > 0
	result := finding(sprintf("The load balancer takes connections from %s", [concat(", ", too_wide)]))
}

names_ranges if some _ in input.spec.loadBalancerSourceRanges

is_too_wide(range) if {
	some limit in input.parameters.max_cidrs
	selectors.within(limit, range)
}

finding(message) := object.union(
	{"msg": message, "violating_key": "spec.loadBalancerSourceRanges"},
	{"recommended_value": ranges | some ranges in array.slice(candidates, 0, 1)},
)

# What is left once the wide ranges are taken out, or a private network, if the policy lets that through.
candidates := [ranges |
	some ranges in [narrow, ["10.0.0.0/8"]]
	count(ranges) > 0
	every range in ranges { not is_too_wide(range) }
]
