# Where the setting is left out, security is on from version 8. A password that is not set is generated.
package edict.templates.elasticsearch_security_enabled

import data.edict.lib.elastic
import data.edict.lib.flags
import data.edict.lib.software

violation contains result if {
	some entry in elastic.servers
	some setting in elastic.settings(entry, "xpack.security.enabled")
	flags.is_off(setting.value)
	result := object.union(
		software.finding(entry, setting.field, "runs without security"),
		elastic.corrected(setting, "true"),
	)
}

violation contains result if {
	some entry in software.containers(elastic.image)
	field := software.in_plain_sight(entry, "ELASTIC_PASSWORD")
	result := software.finding(entry, field, "does not take ELASTIC_PASSWORD from a Secret")
}

violation contains result if {
	some setting in elastic.node_settings("xpack.security.enabled")
	flags.is_off(sprintf("%v", [setting.value]))
	result := {
		"msg": "The nodes run without security",
		"violating_key": setting.key,
		"recommended_value": true,
	}
}
