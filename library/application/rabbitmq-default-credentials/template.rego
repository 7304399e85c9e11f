# A configuration that is mounted below /etc/rabbitmq from a ConfigMap or Secret may hold the setting, so that nothing
# counts as missing then.
package edict.templates.rabbitmq_default_credentials

import data.edict.lib.software

servers := software.servers("rabbitmq", {"rabbitmqctl", "rabbitmq-diagnostics", "rabbitmqadmin", "rabbitmq-plugins"})

aliases := {
	"RABBITMQ_DEFAULT_USER": ["RABBITMQ_DEFAULT_USER_FILE", "RABBITMQ_USERNAME"],
	"RABBITMQ_DEFAULT_PASS": ["RABBITMQ_DEFAULT_PASS_FILE", "RABBITMQ_PASSWORD", "RABBITMQ_PASSWORD_FILE"],
}

violation contains result if {
	some entry in servers
	not software.has_config(entry, ["/etc/rabbitmq", "/opt/bitnami/rabbitmq/etc/rabbitmq", "/bitnami/rabbitmq/conf"])
	missing := [name | some name, others in aliases; not software.gives_any(entry, array.concat([name], others))]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", sort(missing))]))
}

violation contains result if {
	some name in ["RABBITMQ_DEFAULT_PASS", "RABBITMQ_DEFAULT_USER", "RABBITMQ_PASSWORD", "RABBITMQ_USERNAME"]
	some entry in concerned(name)
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, fault(entry, name))
}

concerned(name) := servers if endswith(name, "USER")

concerned(name) := servers if endswith(name, "USERNAME")

# A password is one in a client's container as well.
concerned(name) := software.containers("rabbitmq") if regex.match(`PASS(WORD)?$`, name)

fault(entry, name) := sprintf("sets %s to a value that everybody knows", [name]) if {
	software.literal(entry, name) in input.parameters.denied_values
} else := sprintf("does not take %s from a Secret", [name])
