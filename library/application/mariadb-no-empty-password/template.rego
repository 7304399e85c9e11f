# A clear no, such as "false" or "0", passes. ALLOW_EMPTY_PASSWORD is the variable of Bitnami's image.
package edict.templates.mariadb_no_empty_password

import data.edict.lib.software

violation contains result if {
	some entry in software.containers(input.parameters.image_pattern)
	some name in ["MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "MYSQL_ALLOW_EMPTY_PASSWORD", "ALLOW_EMPTY_PASSWORD"]
	software.is_on(entry, name)
	field := sprintf("env[%d].name", [software.variable(entry, name).index])
	result := object.union(
		software.finding(entry, field, sprintf("allows an empty root password by %s", [name])),
		{"recommended_action": "remove"},
	)
}
