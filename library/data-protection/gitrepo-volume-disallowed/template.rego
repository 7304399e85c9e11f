package edict.templates.gitrepo_volume_disallowed

import data.edict.lib.volumes

violation contains result if {
	some found in volumes.of_type("gitRepo")
	result := {
		"msg": sprintf("The node clones %v into a volume", [object.get(found.source, "repository", "a repository")]),
		"violating_key": found.key,
		"recommended_action": "remove",
	}
}
