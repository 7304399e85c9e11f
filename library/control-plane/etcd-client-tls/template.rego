# Options may also be given as variables, such as ETCD_CLIENT_CERT_AUTH. URLs that are left out are local ones. A server with
# --config-file reads nothing but that file, which is not seen here.
package edict.templates.etcd_client_tls

import data.edict.lib.control_plane
import data.edict.lib.flags
import data.edict.lib.software

servers := [entry |
	some entry in software.servers(`(^|/)(mirrored-coreos-|hardened-)?etcd(-(amd64|arm64))?(:|@|$)`, {"etcdctl", "etcdutl"})
	not is_given(entry, "--config-file")
]

needed := ["--client-cert-auth=true", "--cert-file", "--key-file", "--trusted-ca-file"]

violation contains result if {
	some entry in servers
	missing := [option | some option in needed; not is_given(entry, split(option, "=")[0])]
	count(missing) > 0
	result := object.union(
		software.finding(entry, control_plane.list(entry), sprintf("is started without %s", [concat(", ", missing)])),
		recommendation(entry, missing),
	)
}

violation contains result if {
	some entry in servers
	found := auth_faults(entry) | url_faults(entry)
	some field in {fault.field | some fault in found}
	result := software.merged(entry, field, found)
}

auth_faults(entry) := {fault |
	option := flags.last(entry, "--client-cert-auth")
	flags.is_off(option.value)
	fault := {
		"field": option.field,
		"text": "does not ask clients for a certificate",
		"fix": flags.replaced(option, "--client-cert-auth=true"),
	}
}

url_faults(entry) := {fault |
	option := flags.last(entry, "--listen-client-urls")
	is_plain(option.value)
	fault := {
		"field": option.field,
		"text": "listens for clients without TLS",
		"fix": flags.replaced(option, sprintf("--listen-client-urls=%s", [with_tls(option.value)])),
	}
}

violation contains result if {
	some entry in servers
	name := "ETCD_CLIENT_CERT_AUTH"
	not flags.is_given(entry, "--client-cert-auth")
	value := software.literal(entry, name)
	not software.is_on(entry, name)
	result := object.union(
		software.finding(entry, software.value_field(entry, name), sprintf("sets %s to %v", [name, value])),
		{"recommended_value": "true"},
	)
}

violation contains result if {
	some entry in servers
	name := "ETCD_LISTEN_CLIENT_URLS"
	not flags.is_given(entry, "--listen-client-urls")
	value := software.literal(entry, name)
	is_plain(value)
	result := object.union(
		software.finding(entry, software.value_field(entry, name), "listens for clients without TLS"),
		{"recommended_value": with_tls(value)},
	)
}

is_plain(urls) if {
	is_string(urls)
	regex.match(plain, urls)
}

with_tls(urls) := regex.replace(urls, plain, "${1}https://")

plain := `(?i)(^|,)\s*http://`

is_given(entry, option) if flags.is_given(entry, option)

is_given(entry, option) if {
	variable := sprintf("ETCD_%s", [replace(upper(trim_left(option, "-")), "-", "_")])
	software.is_given(entry, variable)
}

recommendation(entry, missing) := control_plane.missing(entry, missing) if {
	missing == ["--client-cert-auth=true"]
	not listens_plain(entry)
} else := {}

# Another option that has to change in the same list.
listens_plain(entry) if is_plain(flags.value(entry, "--listen-client-urls"))
