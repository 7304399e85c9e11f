package edict.templates.postgres_initdb_checksums

import data.edict.lib.software

name := "POSTGRES_INITDB_ARGS"

servers := software.servers(`(^|/)postgres(ql)?(:|@|$)`, {"psql", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "pg_basebackup"})

violation contains result if {
	some entry in servers
	not software.gives_any(entry, [name, "POSTGRESQL_INITDB_ARGS"])
	result := object.union(
		software.finding(entry, "env", sprintf("does not set %s", [name])),
		{"recommended_value": software.with_variable(entry, name, "--data-checksums --auth-host=scram-sha-256")},
	)
}

violation contains result if {
	some entry in servers
	some own in [name, "POSTGRESQL_INITDB_ARGS"]
	given := software.literal(entry, own)
	is_string(given)
	not software.is_reference(given)
	missing := [option.text | some option in options; not is_met(option, given)]
	count(missing) > 0
	result := object.union(
		software.finding(entry, software.value_field(entry, own), sprintf("creates the database without %s", [concat(" and ", missing)])),
		{"recommended_value": concat(" ", array.concat([stripped(given)], missing))},
	)
}

is_met(option, given) if regex.match(option.pattern, given)

options := [
	{"text": "--data-checksums", "pattern": `(^|\s)(--data-checksums|-k)(\s|$)`},
	{"text": "--auth-host=scram-sha-256", "pattern": `(^|\s)(--auth(-host)?[= ]|-A ?)scram-sha-256(\s|$)`},
]

# Another method for hosts would contradict the one that is recommended.
stripped(given) := trim_space(regex.replace(given, `(^|\s)(--auth(-host)?[= ]|-A ?)\S+`, "$1")) if {
	host := options[1]
	not is_met(host, given)
} else := given
