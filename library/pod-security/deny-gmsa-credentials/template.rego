package edict.templates.deny_gmsa_credentials

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some setting in workloads.security_settings("windowsOptions.gmsaCredentialSpecName")
	name := setting.value
	name != ""
	not patterns.matches_any(name, input.parameters.allowed)
	result := {
		"msg": sprintf("%s uses the account of the credential spec %v", [setting.owner, name]),
		"violating_key": setting.key,
		"recommended_action": "remove",
	}
}
