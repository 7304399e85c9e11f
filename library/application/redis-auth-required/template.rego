# A configuration file on the command line may hold the password and passes. Containers that only run a client are left out.
package edict.templates.redis_auth_required

import data.edict.lib.flags
import data.edict.lib.software

passwords := ["REDIS_PASSWORD", "REDIS_MASTER_PASSWORD", "VALKEY_PASSWORD"]

servers := software.servers(input.parameters.image_pattern, {"redis-cli", "valkey-cli", "redis-benchmark", "valkey-benchmark"})

violation contains result if {
	some entry in servers
	not has_password(entry)
	result := software.finding(entry, "env", "asks nobody for a password")
}

violation contains result if {
	some entry in software.containers(input.parameters.image_pattern)
	some name in passwords
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, sprintf("does not take %s from a Secret", [name]))
}

violation contains result if {
	some entry in servers
	software.is_on(entry, "ALLOW_EMPTY_PASSWORD")
	result := object.union(
		software.finding(entry, software.value_field(entry, "ALLOW_EMPTY_PASSWORD"), "allows an empty password"),
		{"recommended_value": "no"},
	)
}

has_password(entry) if software.gives_any(entry, array.concat(passwords, [sprintf("%s_FILE", [name]) | some name in passwords]))

has_password(entry) if {
	some option in ["--requirepass", "--aclfile"]
	flags.value(entry, option) != ""
}

has_password(entry) if {
	some word in flags.words(entry)
	endswith(word.text, ".conf")
}

has_password(entry) if contains(sprintf("%v", [software.literal(entry, "REDIS_ARGS")]), "--requirepass")
