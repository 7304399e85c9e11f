package edict.templates.cr8escape_sysctl_values

import data.edict.lib.workloads

violation contains result if {
	some index, sysctl in workloads.pod_spec.securityContext.sysctls
	regex.match("[+=]", sprintf("%v", [sysctl.value]))
	result := {
		"msg": sprintf("The value of the sysctl %v holds further settings", [object.get(sysctl, "name", "")]),
		"violating_key": workloads.pod_key(sprintf("securityContext.sysctls[%d].value", [index])),
		"recommended_action": "remove",
	}
}
