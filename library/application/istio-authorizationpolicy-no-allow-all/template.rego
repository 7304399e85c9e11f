# A rule lets everybody in if it has none of from, to and when, or one of its sources consists of nothing but principals
# or namespaces that are "*".
package edict.templates.istio_authorizationpolicy_no_allow_all

violation contains result if {
	is_allow
	some index, rule in input.spec.rules
	reason := reasons(rule)
	result := {
		"msg": sprintf("Rule %d %s", [index, reason]),
		"violating_key": sprintf("spec.rules[%d]", [index]),
	}
}

is_allow if not names_another_action

names_another_action if {
	action := input.spec.action
	not action in {"ALLOW", "", null}
}

reasons(rule) := "is empty and fits every request" if {
	not has_conditions(rule)
} else := "allows every caller of the mesh" if {
	some item in rule.from
	is_open(item.source)
}

has_conditions(rule) if {
	some field in ["from", "to", "when"]
	some _ in rule[field]
}

is_open(source) if {
	stated := {field | some field, values in source; some _ in values}
	count(stated & {"principals", "namespaces"}) > 0
	every field in stated {
		field in {"principals", "namespaces"}
		"*" in source[field]
	}
}
