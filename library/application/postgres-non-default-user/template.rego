package edict.templates.postgres_non_default_user

import data.edict.lib.software

servers := software.servers(`(^|/)postgres(ql)?(:|@|$)`, {"psql", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "pg_basebackup"})

violation contains result if {
	some entry in servers
	not software.gives_any(entry, ["POSTGRES_USER", "POSTGRES_USER_FILE", "POSTGRESQL_USERNAME"])
	result := software.finding(entry, "env", "does not set POSTGRES_USER and so keeps the superuser postgres")
}

violation contains result if {
	some entry in servers
	some name in ["POSTGRES_USER", "POSTGRESQL_USERNAME"]
	is_denied(entry, name)
	result := software.finding(entry, software.value_field(entry, name), sprintf("names its superuser %v", [software.literal(entry, name)]))
}

is_denied(entry, name) if {
	some denied in input.parameters.denied
	software.is_equal(entry, name, denied)
}
