# Setup mode is DOCKER_INFLUXDB_INIT_MODE=setup; without it the variables have no effect. Names that end in _FILE count.
package edict.templates.influxdb_setup_credentials

import data.edict.lib.software

servers := [entry |
	some entry in software.servers("influxdb", {"influx"})
	software.is_equal(entry, "DOCKER_INFLUXDB_INIT_MODE", "setup")
]

violation contains result if {
	some entry in servers
	missing := [name |
		some name in input.parameters.required
		not software.gives_any(entry, [name, sprintf("%s_FILE", [name])])
	]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", missing)]))
}

violation contains result if {
	some entry in servers
	some name in ["DOCKER_INFLUXDB_INIT_PASSWORD", "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN"]
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, sprintf("does not take %s from a Secret", [name]))
}
