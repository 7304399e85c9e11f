# Options may also be given as variables, such as ETCD_CLIENT_CERT_AUTH. URLs that are left out are local ones.
package edict.templates.etcd_client_tls

import data.edict.lib.control_plane
import data.edict.lib.flags
import data.edict.lib.software

servers := software.servers(`(^|/)etcd(:|@|$)`, {"etcdctl", "etcdutl"})

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
	option := flags.last(entry, "--client-cert-auth")
	flags.is_off(option.value)
	result := control_plane.wrong(entry, option, "does not ask clients for a certificate", "--client-cert-auth=true")
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
	option := flags.last(entry, "--listen-client-urls")
	some url in split(option.value, ",")
	startswith(lower(trim_space(url)), "http://")
	result := software.finding(entry, option.field, "listens for clients without TLS")
}

is_given(entry, option) if flags.is_given(entry, option)

is_given(entry, option) if {
	variable := sprintf("ETCD_%s", [replace(upper(trim_left(option, "-")), "-", "_")])
	software.is_given(entry, variable)
}

recommendation(entry, ["--client-cert-auth=true"]) := control_plane.missing(entry, ["--client-cert-auth=true"])

recommendation(_, missing) := {} if missing != ["--client-cert-auth=true"]
