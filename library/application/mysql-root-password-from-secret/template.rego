# Containers that only run a client of the database are left out where something is missing. Variables may also come from envFrom.
package edict.templates.mysql_root_password_from_secret

import data.edict.lib.software

servers := software.servers(input.parameters.image_pattern, {"mysql", "mysqldump", "mysqladmin", "mysqlcheck", "mysqlpump"})

violation contains result if {
	some entry in software.containers(input.parameters.image_pattern)
	field := software.in_plain_sight(entry, "MYSQL_ROOT_PASSWORD")
	result := software.finding(entry, field, "does not take MYSQL_ROOT_PASSWORD from a Secret")
}

violation contains result if {
	some entry in servers
	not software.gives_any(entry, ["MYSQL_ROOT_PASSWORD", "MYSQL_ROOT_PASSWORD_FILE", "MYSQL_RANDOM_ROOT_PASSWORD"])
	result := software.finding(entry, "env", "sets no root password")
}
