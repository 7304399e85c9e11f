package edict.templates.deny_secrets_by_name

import data.edict.lib.patterns
import data.edict.lib.references

violation contains result if {
	some reference in references.secrets
	is_string(reference.name)
	patterns.matches_any(reference.name, input.parameters.denied)
	result := {
		"msg": sprintf("The pod uses the Secret '%s'", [reference.name]),
		"violating_key": reference.key,
	}
}
