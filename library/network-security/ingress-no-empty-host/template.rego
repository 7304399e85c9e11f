package edict.templates.ingress_no_empty_host

violation contains result if {
	some index, rule in input.spec.rules
	not has_host(rule)
	result := {
		"msg": "The rule names no host",
		"violating_key": sprintf("spec.rules[%d].host", [index]),
	}
}

has_host(rule) if {
	is_string(rule.host)
	trim_space(rule.host) != ""
}
