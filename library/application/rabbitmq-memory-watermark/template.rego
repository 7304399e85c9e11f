# A configuration that is mounted below /etc/rabbitmq from a ConfigMap or Secret may hold the setting, so that nothing
# counts as missing then.
package edict.templates.rabbitmq_memory_watermark

import data.edict.lib.software

violation contains result if {
	some entry in software.servers("rabbitmq", {"rabbitmqctl", "rabbitmq-diagnostics", "rabbitmqadmin", "rabbitmq-plugins"})
	not software.has_config(entry, ["/etc/rabbitmq", "/opt/bitnami/rabbitmq/etc/rabbitmq", "/bitnami/rabbitmq/conf"])
	not software.gives_any(entry, ["RABBITMQ_VM_MEMORY_HIGH_WATERMARK", "RABBITMQ_MEMORY_HIGH_WATERMARK"])
	not is_an_argument(entry)
	result := software.finding(entry, "env", "sets no memory watermark")
}

is_an_argument(entry) if contains(sprintf("%v", [software.literal(entry, "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS")]), "vm_memory_high_watermark")
