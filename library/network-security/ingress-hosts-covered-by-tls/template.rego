# A wildcard stands for exactly one label, as in certificates. Rules without a host are for ingress-no-empty-host.
package edict.templates.ingress_hosts_covered_by_tls

covered := {lower(host) |
	some entry in input.spec.tls
	some host in entry.hosts
	is_string(host)
}

violation contains result if {
	some index, rule in input.spec.rules
	is_string(rule.host)
	rule.host != ""
	not is_covered(lower(rule.host))
	result := {
		"msg": sprintf("No certificate is named for %s", [rule.host]),
		"violating_key": sprintf("spec.rules[%d].host", [index]),
	}
}

is_covered(host) if host in covered

is_covered(host) if concat(".", ["*", parent(host)]) in covered

parent(host) := substring(host, indexof(host, ".") + 1, -1) if contains(host, ".")
