# A configuration file on the command line may hold the settings and passes.
package edict.templates.redis_tls

import data.edict.lib.flags
import data.edict.lib.software

violation contains result if {
	some entry in software.servers(
		`(^|/)(redis|valkey|redis-stack|redis-stack-server|keydb)(:|@|$)`,
		{"redis-cli", "valkey-cli", "redis-benchmark", "valkey-benchmark"},
	)
	not has_configuration(entry)
	missing := [option | some option in ["--tls-port 6379", "--port 0"]; not is_met(option, entry)]
	count(missing) > 0
	result := object.union(
		software.finding(entry, "args", sprintf("is not started with %s", [concat(" ", missing)])),
		flags.appended(entry, split(concat(" ", missing), " ")),
	)
}

is_met("--tls-port 6379", entry) if regex.match(`^0*[1-9][0-9]*$`, flags.value(entry, "--tls-port"))

is_met("--port 0", entry) if flags.value(entry, "--port") == "0"

# Of Bitnami's images.
has_configuration(entry) if {
	some name in ["REDIS_TLS_ENABLED", "VALKEY_TLS_ENABLED"]
	software.is_on(entry, name)
}

has_configuration(entry) if {
	some word in flags.words(entry)
	endswith(word.text, ".conf")
}
