package edict.templates.deny_gmsa_credentials

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some found in workloads.security_contexts
	name := found.context.windowsOptions.gmsaCredentialSpecName
	not name in {"", null}
	not patterns.matches_any(name, input.parameters.allowed)
	result := {
		"msg": sprintf("%s uses the account of the credential spec %v", [workloads.context_owner(found), name]),
		"violating_key": workloads.context_key(found, "windowsOptions.gmsaCredentialSpecName"),
		"recommended_action": "remove",
	}
}
