package edict.templates.mongo_express_auth

import data.edict.lib.software

violation contains result if {
	some entry in software.servers("mongo-express", {"true"})
	missing := [name |
		some name in ["ME_CONFIG_BASICAUTH_PASSWORD", "ME_CONFIG_BASICAUTH_USERNAME"]
		not software.gives_any(entry, [name, sprintf("%s_FILE", [name])])
	]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", missing)]))
}

violation contains result if {
	some entry in software.containers("mongo-express")
	some name in ["ME_CONFIG_BASICAUTH", "ME_CONFIG_BASICAUTH_ENABLED"]
	software.literal(entry, name) != null
	not software.is_on(entry, name)
	result := object.union(
		software.finding(entry, software.value_field(entry, name), "asks visitors for no login"),
		{"recommended_value": "true"},
	)
}

violation contains result if {
	some entry in software.containers("mongo-express")
	some name in ["ME_CONFIG_BASICAUTH_PASSWORD", "ME_CONFIG_BASICAUTH_USERNAME"]
	software.literal(entry, name) in input.parameters.denied_values
	result := software.finding(entry, software.value_field(entry, name), sprintf("sets %s to a value that everybody knows", [name]))
}

violation contains result if {
	some entry in software.containers("mongo-express")
	some name in ["ME_CONFIG_MONGODB_ADMINPASSWORD", "ME_CONFIG_MONGODB_ADMINUSERNAME"]
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, sprintf("does not take %s from a Secret", [name]))
}

violation contains result if {
	some entry in software.containers("mongo-express")
	software.is_on(entry, "ME_CONFIG_MONGODB_ENABLE_ADMIN")
	result := object.union(
		software.finding(entry, software.value_field(entry, "ME_CONFIG_MONGODB_ENABLE_ADMIN"), "gives access to all databases"),
		{"recommended_value": "false"},
	)
}
