package edict.templates.networkpolicy_allowed_cidrs

import data.edict.lib.network
import data.edict.lib.selectors

violation contains result if {
	some entry in network.peers
	cidr := entry.peer.ipBlock.cidr
	not is_allowed(cidr)
	result := object.union(
		{
			"msg": sprintf("The block %v is not within an allowed network", [cidr]),
			"violating_key": sprintf("%s.ipBlock.cidr", [entry.path]),
		},
		{"recommended_value": network | some network in array.slice(input.parameters.allowed, 0, 1)},
	)
}

is_allowed(cidr) if selectors.within_any(cidr, input.parameters.allowed)
