package edict.templates.no_in_tree_volume_plugins

import data.edict.lib.volumes

violation contains result if {
	some found in volumes.sources
	found.type in input.parameters.types
	result := {
		"msg": sprintf("The volume type %s has been given up", [found.type]),
		"violating_key": volumes.placed(found).volume,
	}
}
