package edict.templates.prohibit_kinds

import data.edict.lib.patterns

violation contains result if {
	input.kind in input.parameters.kinds
	applies
	result := {
		"msg": sprintf("The kind %s must not be used here", [input.kind]),
		"violating_key": "kind",
	}
}

applies if count(input.parameters.namespaces) == 0

applies if patterns.in_namespaces(input.parameters.namespaces)
