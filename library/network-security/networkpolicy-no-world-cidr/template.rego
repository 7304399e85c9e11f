# A block that is too broad passes only where its except list holds every range of must_except of the same address family.
# An empty must_except allows no such block.
package edict.templates.networkpolicy_no_world_cidr

import data.edict.lib.network
import data.edict.lib.selectors

violation contains result if {
	some entry in network.peers
	input.parameters.direction in {lower(entry.direction), "both"}
	block := entry.peer.ipBlock
	is_too_broad(block.cidr)
	not leaves_out_enough(block)
	result := {
		"msg": sprintf("The block %s takes in too many addresses", [block.cidr]),
		"violating_key": sprintf("%s.ipBlock.cidr", [entry.path]),
	}
}

is_too_broad(cidr) if selectors.prefix_length(cidr) < max([1, input.parameters.min_prefix])

leaves_out_enough(block) if {
	ranges := [range |
		some range in input.parameters.must_except
		selectors.family(range) == selectors.family(block.cidr)
	]
	count(ranges) > 0
	every range in ranges { selectors.within_any(range, block.except) }
}
