package edict.templates.no_sudo_in_entrypoint

import data.edict.lib.workloads

violation contains result if {
	some part in workloads.command_texts
	calls_sudo(part.text)
	result := {
		"msg": sprintf("%s is started with sudo", [workloads.describe(part.entry)]),
		"violating_key": workloads.command_key(part),
		"recommended_action": "remove",
	}
}

calls_sudo("sudo")

calls_sudo(text) if startswith(text, "sudo ")

calls_sudo(text) if endswith(text, "/sudo")
