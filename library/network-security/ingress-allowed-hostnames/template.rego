package edict.templates.ingress_allowed_hostnames

violation contains result if {
	some index, rule in input.spec.rules
	not is_allowed(rule)
	result := {
		"msg": sprintf("%s in no allowed domain", [described(rule)]),
		"violating_key": sprintf("spec.rules[%d].host", [index]),
	}
}

is_allowed(rule) if {
	is_string(rule.host)
	host := lower(rule.host)
	some entry in input.parameters.hostnames
	is_in(host, lower(entry))
}

is_in(host, domain) if {
	host != ""
	host == domain
}

is_in(host, domain) if {
	name := trim_left(trim_prefix(domain, "*"), ".")
	name != ""
	endswith(host, concat("", [".", name]))
}

described(rule) := sprintf("The host %s is", [rule.host]) if {
	is_string(rule.host)
	rule.host != ""
} else := "The rule is for every host, which is"
