package edict.templates.flux_service_account_impersonation

import data.edict.lib.patterns

account := object.get(input, ["spec", "serviceAccountName"], null)

violation contains result if {
	account in {"", null}
	result := finding("No service account is named, so that Flux applies with its own rights")
}

violation contains result if {
	not account in {"", null}
	count(input.parameters.allowed) > 0
	not patterns.matches_any(account, input.parameters.allowed)
	result := finding(sprintf("The service account '%v' is not on the list", [account]))
}

finding(message) := {
	"msg": message,
	"violating_key": "spec.serviceAccountName",
}
