# MINIO_ACCESS_KEY and MINIO_SECRET_KEY are the names of old. A file named by MINIO_CONFIG_ENV_FILE may hold the variables.
package edict.templates.minio_root_credentials

import data.edict.lib.software

servers := software.servers("minio", {"mc"})

aliases := {"MINIO_ROOT_USER": ["MINIO_ROOT_USER_FILE", "MINIO_ACCESS_KEY"], "MINIO_ROOT_PASSWORD": ["MINIO_ROOT_PASSWORD_FILE", "MINIO_SECRET_KEY"]}

violation contains result if {
	some entry in servers
	not software.is_given(entry, "MINIO_CONFIG_ENV_FILE")
	missing := [name | some name, others in aliases; not software.gives_any(entry, array.concat([name], others))]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", missing)]))
}

violation contains result if {
	some entry in servers
	some name in ["MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD", "MINIO_ACCESS_KEY", "MINIO_SECRET_KEY"]
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, fault(entry, name))
}

fault(entry, name) := sprintf("sets %s to a value that everybody knows", [name]) if {
	software.literal(entry, name) in input.parameters.denied_values
} else := sprintf("does not take %s from a Secret", [name])
