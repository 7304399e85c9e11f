package edict.templates.mongodb_bind_ip_restricted

import data.edict.lib.flags
import data.edict.lib.software

violation contains result if {
	some entry in software.servers(
		`(^|/)(mongo|mongodb|mongodb-community-server|mongodb-enterprise-server|percona-server-mongodb)(:|@|$)`,
		{"mongo", "mongosh", "mongodump", "mongorestore", "mongoimport", "mongoexport"},
	)
	not requires_tls(entry)
	some name in ["--bind_ip_all", "--bind_ip"]
	some option in flags.each(entry, name)
	is_open(name, option.value)
	result := object.union(
		software.finding(entry, option.field, "listens on every address without requiring TLS"),
		recommendation(option),
	)
}

is_open("--bind_ip_all", value) if not flags.is_off(value)

is_open("--bind_ip", value) if {
	some address in split(value, ",")
	address in {"0.0.0.0", "::", "*"}
}

requires_tls(entry) if flags.value(entry, "--tlsMode") == "requireTLS"

requires_tls(entry) if flags.value(entry, "--sslMode") == "requireSSL"

# Without the option the image binds all addresses by itself.
recommendation(option) := flags.replaced(option, "--tlsMode=requireTLS")
