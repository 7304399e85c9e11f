# HTTPS is recommended only where the listener names a certificate already, since it would be invalid without one. With
# mode Passthrough the backend holds the certificate; tls.options may stand for certificateRefs, as the API allows.
package edict.templates.gateway_listener_https

listeners := [{"listener": listener, "path": sprintf("spec.listeners[%d]", [index]), "name": name} |
	some index, listener in input.spec.listeners
	is_object(listener)
	name := object.get(listener, "name", sprintf("[%d]", [index]))
]

secured := [entry | some entry in listeners; entry.listener.protocol in {"HTTPS", "TLS"}]

violation contains result if {
	some entry in listeners
	entry.listener.protocol == "HTTP"
	not is_allowed(entry)
	result := object.union(
		{
			"msg": sprintf("Listener '%v' takes plain HTTP", [entry.name]),
			"violating_key": concat(".", [entry.path, "protocol"]),
		},
		{"recommended_value": "HTTPS" | has_mode(entry); has_certificate(entry)},
	)
}

violation contains result if {
	some entry in secured
	not has_tls(entry)
	result := {
		"msg": sprintf("Listener '%v' names no certificate", [entry.name]),
		"violating_key": concat(".", [entry.path, "tls"]),
	}
}

violation contains result if {
	some entry in secured
	has_tls(entry)
	not has_mode(entry)
	result := {
		"msg": sprintf("Listener '%v' does not say how it handles TLS", [entry.name]),
		"violating_key": concat(".", [entry.path, "tls.mode"]),
		"recommended_value": "Terminate",
	}
}

violation contains result if {
	some entry in secured
	has_tls(entry)
	not has_certificate(entry)
	result := {
		"msg": sprintf("Listener '%v' names no certificate", [entry.name]),
		"violating_key": concat(".", [entry.path, "tls.certificateRefs"]),
	}
}

is_allowed(entry) if entry.listener.port in input.parameters.allowed_http_ports

has_tls(entry) if is_object(entry.listener.tls)

has_mode(entry) if entry.listener.tls.mode in {"Terminate", "Passthrough"}

has_certificate(entry) if some _ in entry.listener.tls.certificateRefs

has_certificate(entry) if some _ in entry.listener.tls.options

has_certificate(entry) if entry.listener.tls.mode == "Passthrough"
