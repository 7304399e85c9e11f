package edict.templates.ingress_no_wildcard_host

violation contains result if {
	some index, rule in input.spec.rules
	not has_one_host(rule)
	not is_allowed(rule)
	result := {
		"msg": sprintf("The rule is for %s", [described(rule)]),
		"violating_key": sprintf("spec.rules[%d].host", [index]),
	}
}

has_one_host(rule) if {
	host := rule.host
	is_string(host)
	not host in {"", "*"}
	not startswith(host, "*.")
}

is_allowed(rule) if rule.host in input.parameters.allowed_wildcards

described(rule) := sprintf("the wildcard host %s", [rule.host]) if {
	is_string(rule.host)
	rule.host != ""
} else := "every host"
