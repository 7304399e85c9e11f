# A configuration that is mounted from a ConfigMap or Secret, or named by config_file, may hold the settings and passes.
# There is a recommended value where only ssl=on is missing.
package edict.templates.postgres_ssl_on

import data.edict.lib.flags
import data.edict.lib.software

violation contains result if {
	some entry in software.servers(`(^|/)postgres(ql)?(:|@|$)`, {"psql", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "pg_basebackup"})
	found := settings(entry)
	not is_configured(entry, found)
	missing := [name | some name in ["ssl", "ssl_cert_file", "ssl_key_file"]; not is_set(found, name)]
	count(missing) > 0
	result := object.union(
		software.finding(entry, "args", sprintf("is started without %s", [concat(", ", missing)])),
		recommendation(entry, missing),
	)
}

# The settings of -c name=value and --name=value, the last of each.
settings(entry) := {name: values[count(values) - 1] |
	texts := [regex.replace(word.text, `^(-c|--)`, "") | some word in flags.words(entry)]
	some text in texts
	name := setting_name(text)
	values := [trim(substring(other, indexof(other, "=") + 1, -1), `"'`) | some other in texts; setting_name(other) == name]
}

setting_name(text) := replace(lower(split(text, "=")[0]), "-", "_") if contains(text, "=")

is_set(found, "ssl") if {
	value := found.ssl
	flags.is_on(value)
}

is_set(found, name) if {
	name != "ssl"
	value := found[name]
	value != ""
}

is_configured(_, found) if found.config_file

is_configured(entry, _) if {
	software.has_config(entry, ["/etc/postgresql", "/etc/postgres", "/bitnami/postgresql/conf", "/opt/bitnami/postgresql/conf"])
}

is_configured(entry, _) if software.is_on(entry, "POSTGRESQL_ENABLE_TLS")

recommendation(entry, ["ssl"]) := flags.appended(entry, ["-c", "ssl=on"])

recommendation(_, missing) := {} if missing != ["ssl"]
