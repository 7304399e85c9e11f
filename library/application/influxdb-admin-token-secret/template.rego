# A token that is not set is generated. One that takes over another variable by $(NAME) passes.
package edict.templates.influxdb_admin_token_secret

import data.edict.lib.software

violation contains result if {
	some entry in software.containers("influxdb")
	field := software.in_plain_sight(entry, "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN")
	result := software.finding(entry, field, "does not take DOCKER_INFLUXDB_INIT_ADMIN_TOKEN from a Secret")
}
