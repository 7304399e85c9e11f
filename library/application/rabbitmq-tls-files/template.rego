# A configuration that is mounted below /etc/rabbitmq from a ConfigMap or Secret may hold the setting, so that nothing
# counts as missing then.
package edict.templates.rabbitmq_tls_files

import data.edict.lib.images
import data.edict.lib.software
import data.edict.lib.workloads

violation contains result if {
	some entry in software.servers("rabbitmq", clients)
	not has_config(entry)
	missing := [name | some name in variables; not software.is_given(entry, name)]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", missing)]))
}

violation contains result if {
	some entry in software.servers("rabbitmq", clients)
	not has_config(entry)
	every name in variables { software.is_given(entry, name) }
	reads_no_variables(workloads.image(entry))
	result := software.finding(entry, "env", "mounts no configuration with TLS files; this version does not read them from variables")
}

variables := ["RABBITMQ_SSL_CACERTFILE", "RABBITMQ_SSL_CERTFILE", "RABBITMQ_SSL_KEYFILE"]

clients := {"rabbitmqctl", "rabbitmq-diagnostics", "rabbitmqadmin", "rabbitmq-plugins"}

has_config(entry) if {
	software.has_config(entry, ["/etc/rabbitmq", "/opt/bitnami/rabbitmq/etc/rabbitmq", "/bitnami/rabbitmq/conf"])
}

# The official image from 3.9 on; that of Bitnami reads them in any version.
reads_no_variables(image) if {
	not contains(image, "bitnami")
	version := images.version(images.tag(image))
	version >= [3, 9]
}
