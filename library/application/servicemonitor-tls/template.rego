# A tlsConfig that leaves insecureSkipVerify out checks the certificate.
package edict.templates.servicemonitor_tls

violation contains result if {
	some index, endpoint in input.spec.endpoints
	not is_https(endpoint)
	result := {
		"msg": sprintf("Endpoint %d is asked over plain HTTP", [index]),
		"violating_key": sprintf("spec.endpoints[%d].scheme", [index]),
		"recommended_value": "https",
	}
}

violation contains result if {
	some index, endpoint in input.spec.endpoints
	not is_checked(endpoint)
	result := {
		"msg": sprintf("Nothing says that the certificate of endpoint %d is checked", [index]),
		"violating_key": sprintf("spec.endpoints[%d].tlsConfig.insecureSkipVerify", [index]),
		"recommended_value": false,
	}
}

is_https(endpoint) if {
	is_string(endpoint.scheme)
	lower(endpoint.scheme) == "https"
}

is_checked(endpoint) if {
	is_object(endpoint.tlsConfig)
	not is_skipped(endpoint)
}

is_skipped(endpoint) if {
	value := endpoint.tlsConfig.insecureSkipVerify
	not value in {false, null}
}
