package edict.templates.postgres_database_set

import data.edict.lib.software

violation contains result if {
	some entry in software.servers(`(^|/)postgres(ql)?(:|@|$)`, {"psql", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "pg_basebackup"})
	not software.gives_any(entry, ["POSTGRES_DB", "POSTGRES_DB_FILE", "POSTGRESQL_DATABASE", "POSTGRES_DATABASE"])
	result := software.finding(entry, "env", "does not set POSTGRES_DB")
}
