package edict.templates.ingress_tls_required

violation contains result if {
	not has_tls
	not exempt
	result := {
		"msg": sprintf("Traffic to %s is served without TLS", [served]),
		"violating_key": "spec.tls",
	}
}

has_tls if some _ in input.spec.tls

# A rule without a host serves every host; "" stands for it.
hosts := {host_of(rule) | some rule in input.spec.rules}

host_of(rule) := rule.host if {
	is_string(rule.host)
} else := ""

exempt if {
	count(hosts) > 0
	every host in hosts {
		some entry in input.parameters.exempt_hosts
		covers(entry, host)
	}
}

covers(entry, host) if entry == host

covers(entry, host) if {
	startswith(entry, "*.")
	endswith(host, trim_prefix(entry, "*"))
}

served := "every host" if {
	"" in hosts
} else := "every host" if {
	count(hosts) == 0
} else := concat(", ", sort(hosts))
