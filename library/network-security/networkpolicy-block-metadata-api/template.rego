# A block that lies within the address itself cannot leave it out (the API server wants exceptions smaller than the
# block), so that there is no value to recommend.
package edict.templates.networkpolicy_block_metadata_api

import data.edict.lib.network
import data.edict.lib.selectors

address := selectors.cidr(input.parameters.address)

blocks := [{"block": block, "path": sprintf("%s.ipBlock.except", [entry.path])} |
	some entry in network.peers
	entry.direction == "Egress"
	block := entry.peer.ipBlock
	selectors.overlaps(block.cidr, address)
	not leaves_out(block)
]

violation contains result if {
	some entry in blocks
	is_broader(entry.block)
	result := {
		"msg": sprintf("The block %s takes in %s", [entry.block.cidr, address]),
		"violating_key": entry.path,
		"recommended_value": array.concat([range | some range in entry.block.except], [address]),
	}
}

violation contains result if {
	some entry in blocks
	block := entry.block
	not is_broader(block)
	result := {
		"msg": sprintf("The block %s opens %s", [entry.block.cidr, address]),
		"violating_key": entry.path,
	}
}

leaves_out(block) if selectors.within_any(address, block.except)

is_broader(block) if {
	selectors.within(address, block.cidr)
	selectors.prefix_length(block.cidr) < selectors.prefix_length(address)
}
