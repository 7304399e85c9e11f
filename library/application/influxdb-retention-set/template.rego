# A period of 0, in whatever unit, is endless.
package edict.templates.influxdb_retention_set

import data.edict.lib.software

option := "DOCKER_INFLUXDB_INIT_RETENTION"

servers := software.servers("influxdb", {"influx"})

violation contains result if {
	some entry in servers
	not software.is_given(entry, option)
	result := object.union(
		software.finding(entry, "env", "sets no retention period"),
		{"recommended_value": software.with_variable(entry, option, "30d")},
	)
}

violation contains result if {
	some entry in servers
	value := sprintf("%v", [software.literal(entry, option)])
	regex.match(`(?i)^\s*((0+(\.0*)?(ns|us|µs|ms|s|m|h|d|w|mo|y)?)+|inf(inite|inity)?)\s*$`, value)
	result := object.union(
		software.finding(entry, software.value_field(entry, option), "keeps data for ever"),
		{"recommended_value": "30d"},
	)
}
