# Containers that only run a client of the database are left out. Variables may also come from envFrom.
package edict.templates.mysql_application_user

import data.edict.lib.software

servers := software.servers(input.parameters.image_pattern, {"mysql", "mysqldump", "mysqladmin", "mysqlcheck", "mysqlpump"})

violation contains result if {
	some entry in servers
	missing := [name |
		some name in ["MYSQL_DATABASE", "MYSQL_PASSWORD", "MYSQL_USER"]
		not software.gives_any(entry, [name, sprintf("%s_FILE", [name])])
	]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", missing)]))
}

violation contains result if {
	some entry in servers
	software.is_equal(entry, "MYSQL_USER", "root")
	result := software.finding(entry, software.value_field(entry, "MYSQL_USER"), "gives the application the user root")
}
