package edict.templates.flexvolume_driver_allow_list

import data.edict.lib.patterns
import data.edict.lib.volumes

violation contains result if {
	some found in volumes.of_type("flexVolume")
	driver := found.source.driver
	not patterns.matches_any(driver, input.parameters.allowed)
	result := {
		"msg": sprintf("The FlexVolume driver '%v' is not allowed", [driver]),
		"violating_key": volumes.key(found, "driver"),
		"recommended_action": "remove",
	}
}
