# Windows compares names in any case; the user may be written with the domain in front of it.
package edict.templates.no_windows_container_administrator

import data.edict.lib.workloads

violation contains result if {
	workloads.is_windows
	some entry in workloads.containers
	result := {
		"msg": sprintf("%s %s", [workloads.describe(entry), problem(entry)]),
		"violating_key": workloads.key(entry, "securityContext.windowsOptions.runAsUserName"),
		"recommended_value": input.parameters.user,
	}
}

problem(entry) := "runs as ContainerAdministrator" if {
	parts := split(lower(user(entry)), `\`)
	parts[count(parts) - 1] == "containeradministrator"
}

problem(entry) := "does not say as which user it runs" if user(entry) == ""

user(entry) := name if {
	name := workloads.effective(entry, "windowsOptions.runAsUserName")
	is_string(name)
} else := ""
