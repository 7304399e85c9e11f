package edict.templates.tekton_service_account

import data.edict.lib.patterns

path := ["serviceAccountName"] if {
	input.kind == "TaskRun"
} else := ["serviceAccountName"] if {
	input.spec.serviceAccountName
} else := ["serviceAccountName"] if {
	is_string(input.apiVersion)
	contains(input.apiVersion, "beta")
} else := ["taskRunTemplate", "serviceAccountName"]

account := object.get(input, array.concat(["spec"], path), null)

violation contains result if {
	result := {
		"msg": fault,
		"violating_key": concat(".", array.concat(["spec"], path)),
	}
}

fault := "No service account is named" if {
	account in {"", null}
} else := "The run uses the default service account" if {
	account == "default"
	not "default" in input.parameters.allowed
} else := sprintf("The service account '%v' is not on the list", [account]) if {
	count(input.parameters.allowed) > 0
	not patterns.matches_any(account, input.parameters.allowed)
}
