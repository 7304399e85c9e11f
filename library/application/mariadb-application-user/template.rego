# The names of old, MYSQL_…, and those that end in _FILE count as well.
package edict.templates.mariadb_application_user

import data.edict.lib.software

violation contains result if {
	some entry in software.servers(input.parameters.image_pattern, {"mariadb", "mariadb-dump", "mariadb-admin", "mysql", "mysqldump", "mysqladmin"})
	missing := [sprintf("MARIADB_%s", [name]) |
		some name in ["DATABASE", "PASSWORD", "USER"]
		not software.gives_any(entry, aliases(name))
	]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", missing)]))
}

aliases(name) := [sprintf("%s_%s%s", [prefix, name, suffix]) |
	some prefix in ["MARIADB", "MYSQL"]
	some suffix in endings[name]
]

endings := {"DATABASE": ["", "_FILE"], "USER": ["", "_FILE"], "PASSWORD": ["", "_FILE", "_HASH", "_HASH_FILE"]}
