# Settings are variables KAFKA_… or KAFKA_CFG_…. Where a server.properties is mounted, nothing counts as missing.
# Without a setting nobody is let in where a rule is missing.
package edict.templates.kafka_authorizer_enabled

import data.edict.lib.kafka
import data.edict.lib.software

everyone := "allow.everyone.if.no.acl.found"

violation contains result if {
	some entry in kafka.brokers
	not kafka.is_given(entry, "authorizer.class.name")
	not kafka.is_configured(entry)
	result := software.finding(entry, "env", "has no authorizer")
}

violation contains result if {
	some entry in kafka.brokers
	some setting in kafka.settings(entry, everyone)
	lower(trim_space(setting.value)) != "false"
	result := object.union(
		software.finding(entry, setting.field, "lets everybody in where there is no rule"),
		{"recommended_value": "false"},
	)
}
