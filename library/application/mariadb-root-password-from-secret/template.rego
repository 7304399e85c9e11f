# Containers that only run a client of the database are left out where something is missing. Variables may also come from envFrom.
package edict.templates.mariadb_root_password_from_secret

import data.edict.lib.software

servers := software.servers(input.parameters.image_pattern, {"mariadb", "mariadb-dump", "mariadb-admin", "mysql", "mysqldump", "mysqladmin"})

violation contains result if {
	some entry in software.containers(input.parameters.image_pattern)
	some name in ["MARIADB_ROOT_PASSWORD", "MARIADB_ROOT_PASSWORD_HASH", "MYSQL_ROOT_PASSWORD"]
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, sprintf("does not take %s from a Secret", [name]))
}

violation contains result if {
	some entry in servers
	not software.gives_any(entry, [
		"MARIADB_ROOT_PASSWORD",
		"MARIADB_ROOT_PASSWORD_FILE",
		"MARIADB_ROOT_PASSWORD_HASH",
		"MARIADB_ROOT_PASSWORD_HASH_FILE",
		"MARIADB_RANDOM_ROOT_PASSWORD",
		"MYSQL_ROOT_PASSWORD",
		"MYSQL_ROOT_PASSWORD_FILE",
		"MYSQL_RANDOM_ROOT_PASSWORD",
	])
	result := software.finding(entry, "env", "sets no root password")
}
