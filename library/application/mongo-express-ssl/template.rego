# Secrets that are not set have the default value.
package edict.templates.mongo_express_ssl

import data.edict.lib.software

defaults := {"ME_CONFIG_SITE_COOKIESECRET": "cookiesecret", "ME_CONFIG_SITE_SESSIONSECRET": "sessionsecret"}

violation contains result if {
	some entry in software.servers("mongo-express", {"true"})
	missing := [name |
		some name in [
			"ME_CONFIG_SITE_COOKIESECRET",
			"ME_CONFIG_SITE_SESSIONSECRET",
			"ME_CONFIG_SITE_SSL_CRT_PATH",
			"ME_CONFIG_SITE_SSL_ENABLED",
			"ME_CONFIG_SITE_SSL_KEY_PATH",
		]
		not software.is_given(entry, name)
	]
	count(missing) > 0
	result := object.union(
		software.finding(entry, "env", sprintf("does not set %s", [concat(", ", missing)])),
		recommendation(entry, missing),
	)
}

recommendation(entry, missing) := {"recommended_value": software.with_variable(entry, missing[0], "true")} if {
	missing == ["ME_CONFIG_SITE_SSL_ENABLED"]
} else := {}

violation contains result if {
	some entry in software.containers("mongo-express")
	name := "ME_CONFIG_SITE_SSL_ENABLED"
	software.literal(entry, name) != null
	not software.is_on(entry, name)
	result := object.union(
		software.finding(entry, software.value_field(entry, name), "serves plain HTTP"),
		{"recommended_value": "true"},
	)
}

violation contains result if {
	some entry in software.containers("mongo-express")
	some name, value in defaults
	software.literal(entry, name) == value
	result := software.finding(entry, software.value_field(entry, name), sprintf("keeps the default of %s", [name]))
}
