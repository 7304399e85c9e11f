package edict.templates.csi_driver_allow_list

import data.edict.lib.patterns
import data.edict.lib.volumes

violation contains result if {
	some found in volumes.of_type("csi")
	driver := object.get(found.source, "driver", "")
	not patterns.matches_any(driver, input.parameters.allowed)
	result := object.union(recommendation, {
		"msg": sprintf("The CSI driver '%v' is not allowed", [driver]),
		"violating_key": volumes.key(found, "driver"),
	})
}

recommendation := {"recommended_value": names[0]} if {
	names := [name | some name in input.parameters.allowed; not endswith(name, "*")]
} else := {}
