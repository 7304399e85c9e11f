package edict.templates.no_secret_env_vars

import data.edict.lib.env
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some item in env.variables
	reference := item.variable.valueFrom.secretKeyRef
	is_object(reference)
	not is_allowed(reference)
	result := {
		"msg": sprintf("%s has a key of the Secret '%v' in a variable", [workloads.describe(item.entry), object.get(reference, "name", "")]),
		"violating_key": env.variable_key(item, "valueFrom.secretKeyRef"),
	}
}

violation contains result if {
	some item in env.sources
	reference := item.source.secretRef
	is_object(reference)
	not is_allowed(reference)
	result := {
		"msg": sprintf("%s has all keys of the Secret '%v' in variables", [workloads.describe(item.entry), object.get(reference, "name", "")]),
		"violating_key": env.source_key(item, "secretRef"),
	}
}

is_allowed(reference) if {
	is_string(reference.name)
	patterns.matches_any(reference.name, input.parameters.allowed_secrets)
}
