# Containers that only run a client are left out. Variables may also come from envFrom, and those of the image of Bitnami
# count too.
package edict.templates.postgres_password_from_secret

import data.edict.lib.software

servers := software.servers(input.parameters.image_pattern, {"psql", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "pg_basebackup"})

violation contains result if {
	some entry in software.containers(input.parameters.image_pattern)
	some name in ["POSTGRES_PASSWORD", "POSTGRESQL_PASSWORD", "POSTGRESQL_POSTGRES_PASSWORD"]
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, sprintf("does not take %s from a Secret", [name]))
}

violation contains result if {
	some entry in servers
	not software.gives_any(entry, [
		"POSTGRES_PASSWORD",
		"POSTGRES_PASSWORD_FILE",
		"POSTGRESQL_PASSWORD",
		"POSTGRESQL_PASSWORD_FILE",
		"POSTGRESQL_POSTGRES_PASSWORD",
		"POSTGRESQL_POSTGRES_PASSWORD_FILE",
	])
	result := software.finding(entry, "env", "sets no password")
}
