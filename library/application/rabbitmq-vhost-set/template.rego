# A configuration that is mounted below /etc/rabbitmq from a ConfigMap or Secret may hold the setting, so that nothing
# counts as missing then.
package edict.templates.rabbitmq_vhost_set

import data.edict.lib.software

servers := software.servers("rabbitmq", {"rabbitmqctl", "rabbitmq-diagnostics", "rabbitmqadmin", "rabbitmq-plugins"})

names := ["RABBITMQ_DEFAULT_VHOST", "RABBITMQ_VHOST", "RABBITMQ_VHOSTS"]

violation contains result if {
	some entry in servers
	not software.gives_any(entry, names)
	not software.has_config(entry, ["/etc/rabbitmq", "/opt/bitnami/rabbitmq/etc/rabbitmq", "/bitnami/rabbitmq/conf"])
	result := software.finding(entry, "env", "sets no virtual host")
}

violation contains result if {
	some entry in servers
	some name in names
	software.is_equal(entry, name, "/")
	result := software.finding(entry, software.value_field(entry, name), "uses the virtual host /")
}
