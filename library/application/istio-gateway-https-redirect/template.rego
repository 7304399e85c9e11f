# Without a least version, or with TLS_AUTO, Istio takes TLS 1.2. Servers that pass TLS through do not terminate it and
# have no version of their own.
package edict.templates.istio_gateway_https_redirect

ranks := {"TLSV1_0": 0, "TLSV1_1": 1, "TLS_AUTO": 2, "TLSV1_2": 2, "TLSV1_3": 3}

violation contains result if {
	some index, server in input.spec.servers
	protocol(server) in {"HTTP", "HTTP2", "GRPC", "GRPC-WEB"}
	not server.tls.httpsRedirect == true
	result := {
		"msg": sprintf("Server %d answers %s without redirecting to HTTPS", [index, server.port.protocol]),
		"violating_key": sprintf("spec.servers[%d].tls.httpsRedirect", [index]),
		"recommended_value": true,
	}
}

violation contains result if {
	some index, server in input.spec.servers
	protocol(server) in {"HTTPS", "TLS"}
	not passes_through(server)
	version := least_version(server)
	not is_enough(version)
	result := {
		"msg": sprintf("Server %d accepts %v; %s is the least version allowed", [index, version, input.parameters.min_version]),
		"violating_key": sprintf("spec.servers[%d].tls.minProtocolVersion", [index]),
		"recommended_value": input.parameters.min_version,
	}
}

is_enough(version) if ranks[version] >= ranks[input.parameters.min_version]

protocol(server) := upper(server.port.protocol) if is_string(server.port.protocol)

passes_through(server) if server.tls.mode in {"PASSTHROUGH", "AUTO_PASSTHROUGH"}

least_version(server) := server.tls.minProtocolVersion if {
	server.tls.minProtocolVersion != null
} else := "TLS_AUTO"
