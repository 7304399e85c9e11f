# A configuration that is mounted below /etc/rabbitmq from a ConfigMap or Secret may hold the setting, so that nothing
# counts as missing then.
package edict.templates.rabbitmq_tls_files

import data.edict.lib.software

violation contains result if {
	some entry in software.servers("rabbitmq", {"rabbitmqctl", "rabbitmq-diagnostics", "rabbitmqadmin", "rabbitmq-plugins"})
	not software.has_config(entry, ["/etc/rabbitmq", "/opt/bitnami/rabbitmq/etc/rabbitmq", "/bitnami/rabbitmq/conf"])
	missing := [name |
		some name in ["RABBITMQ_SSL_CACERTFILE", "RABBITMQ_SSL_CERTFILE", "RABBITMQ_SSL_KEYFILE"]
		not software.is_given(entry, name)
	]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", missing)]))
}
