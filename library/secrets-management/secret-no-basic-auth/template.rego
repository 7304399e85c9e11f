package edict.templates.secret_no_basic_auth

import data.edict.lib.patterns

violation contains result if {
	is_string(input.type)
	patterns.matches_any(input.type, input.parameters.types)
	result := {
		"msg": sprintf("The Secret is of type %s", [input.type]),
		"violating_key": "type",
	}
}
