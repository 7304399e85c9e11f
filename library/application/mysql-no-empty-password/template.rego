# A clear no, such as "false" or "0", passes, although some images only ask whether the variable has a value.
package edict.templates.mysql_no_empty_password

import data.edict.lib.software

# The second one is that of Bitnami's image.
names := ["MYSQL_ALLOW_EMPTY_PASSWORD", "ALLOW_EMPTY_PASSWORD"]

violation contains result if {
	some entry in software.containers(input.parameters.image_pattern)
	some name in names
	software.is_on(entry, name)
	field := sprintf("env[%d].name", [software.variable(entry, name).index])
	result := object.union(
		software.finding(entry, field, "allows an empty root password"),
		{"recommended_action": "remove"},
	)
}
