# What a block's except list takes out of it is not let through, so a denied network that is excepted as a whole passes.
package edict.templates.networkpolicy_denied_cidrs

import data.edict.lib.network
import data.edict.lib.selectors

violation contains result if {
	some entry in network.peers
	block := entry.peer.ipBlock
	hit := [range |
		some range in input.parameters.denied
		selectors.overlaps(block.cidr, range)
		not leaves_out(block, range)
	]
	count(hit) > 0
	result := {
		"msg": sprintf("The block %s takes in addresses of %s", [block.cidr, concat(", ", hit)]),
		"violating_key": sprintf("%s.ipBlock.cidr", [entry.path]),
	}
}

leaves_out(block, range) if selectors.within_any(range, block.except)
