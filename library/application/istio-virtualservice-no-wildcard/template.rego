package edict.templates.istio_virtualservice_no_wildcard

violation contains result if {
	some index, host in input.spec.hosts
	is_string(host)
	contains(host, "*")
	result := {
		"msg": sprintf("The host %s contains a wildcard", [host]),
		"violating_key": sprintf("spec.hosts[%d]", [index]),
	}
}
