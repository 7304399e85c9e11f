package edict.templates.etcd_peer_tls

import data.edict.lib.control_plane
import data.edict.lib.flags
import data.edict.lib.software

servers := software.servers(`(^|/)(mirrored-coreos-|hardened-)?etcd(-(amd64|arm64))?(:|@|$)`, {"etcdctl", "etcdutl"})

violation contains result if {
	some entry in servers
	not flags.is_given(entry, "--peer-client-cert-auth")
	not software.is_given(entry, "ETCD_PEER_CLIENT_CERT_AUTH")
	finding := control_plane.missing(entry, ["--peer-client-cert-auth=true"])
	result := object.remove(finding, [field | some field in ["recommended_value"]; makes_certificates(entry)])
}

violation contains result if {
	some entry in servers
	found := faults(entry)
	some field in {fault.field | some fault in found}
	result := software.merged(entry, field, found)
}

faults(entry) := {fault |
	some name, wanted in {"--peer-client-cert-auth": true, "--peer-auto-tls": false}
	option := flags.last(entry, name)
	is_off(option) == wanted
	fault := {
		"field": option.field,
		"text": texts[name],
		"fix": flags.replaced(option, sprintf("%s=%v", [name, wanted])),
	}
}

texts := {
	"--peer-client-cert-auth": "does not ask peers for a certificate",
	"--peer-auto-tls": "lets peers make their own certificates",
}

violation contains result if {
	some entry in servers
	some name, value in {"ETCD_PEER_CLIENT_CERT_AUTH": "true", "ETCD_PEER_AUTO_TLS": "false"}
	found := software.literal(entry, name)
	is_boolean_text(found)
	flags.is_on(found) != flags.is_on(value)
	result := object.union(
		software.finding(entry, software.value_field(entry, name), sprintf("sets %s to %v", [name, found])),
		{"recommended_value": value},
	)
}

# Another option that has to change in the same list.
makes_certificates(entry) if {
	option := flags.last(entry, "--peer-auto-tls")
	not is_off(option)
}

default is_off(_) := false

is_off(option) if flags.is_off(option.value)

is_boolean_text(text) if is_string(text)
