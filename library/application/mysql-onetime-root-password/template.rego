package edict.templates.mysql_onetime_root_password

import data.edict.lib.software

violation contains result if {
	some entry in software.servers(input.parameters.image_pattern, {"mysql", "mysqldump", "mysqladmin"})
	software.is_on(entry, "MYSQL_RANDOM_ROOT_PASSWORD")
	not software.is_given(entry, "MYSQL_ONETIME_PASSWORD")
	result := object.union(
		software.finding(entry, "env", "generates a root password that is kept after the first login"),
		{"recommended_value": software.with_variable(entry, "MYSQL_ONETIME_PASSWORD", "yes")},
	)
}
