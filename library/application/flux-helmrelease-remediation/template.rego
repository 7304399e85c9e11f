# Retries that are left out are 0; a negative number retries without end.
package edict.templates.flux_helmrelease_remediation

violation contains result if {
	some action in ["install", "upgrade"]
	retries := retries_of(action)
	not is_in_bounds(retries)
	result := {
		"msg": sprintf("A failed %s is retried %v times; it has to be between %d and %d", [action, retries, input.parameters.min, input.parameters.max]),
		"violating_key": sprintf("spec.%s.remediation.retries", [action]),
		"recommended_value": min([max([3, input.parameters.min]), input.parameters.max]),
	}
}

violation contains result if {
	object.get(input, ["spec", "upgrade", "remediation", "strategy"], null) in {"", null}
	result := {
		"msg": "No strategy for failed upgrades is set",
		"violating_key": "spec.upgrade.remediation.strategy",
		"recommended_value": "rollback",
	}
}

retries_of(action) := retries if {
	retries := input.spec[action].remediation.retries
	retries != null
} else := 0

is_in_bounds(retries) if {
	is_number(retries)
	retries >= input.parameters.min
	retries <= input.parameters.max
}
