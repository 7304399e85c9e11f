# Kafka brokers in containers, and their settings: variables KAFKA_… or, in some images, KAFKA_CFG_….
package edict.lib.kafka

import data.edict.lib.mounted_config
import data.edict.lib.software

brokers := [entry |
	some entry in software.servers(`(^|/)(kafka|kafka-native|cp-kafka|cp-server)(:|@|$)`, {clients})
	not only_runs_clients(entry)
]

clients := `kafka-(topics|configs|acls|storage|console-consumer|console-producer|consumer-groups|broker-api-versions|get-offsets)(\.sh)?`

# Scripts with a client somewhere in them that start no broker.
only_runs_clients(entry) if {
	text := concat(" ", array.concat(software.strings(entry.container, "command"), software.strings(entry.container, "args")))
	regex.match(clients, text)
	not regex.match(`kafka-server-start|kafka\.Kafka|docker/run|/run\.sh|entrypoint`, text)
}

# Other programs of the image.
only_runs_clients(entry) if {
	text := concat(" ", array.concat(software.strings(entry.container, "command"), software.strings(entry.container, "args")))
	regex.match(`(connect-(distributed|standalone)|kafka_connect_run|zookeeper-server-start|zookeeper_run|mirror-?maker|mirror_maker_run)`, text)
	not regex.match(`kafka-server-start|kafka\.Kafka|kafka_run`, text)
}

# True if the container gets a server.properties from a ConfigMap or Secret.
is_configured(entry) if {
	mounted_config.holds(
		entry,
		{"/etc/kafka", "/opt/kafka/config", "/opt/bitnami/kafka/config", "/bitnami/kafka/config", "/mnt/shared/config"},
		"server.properties",
	)
}

# The names of the variable for a setting: names("default.replication.factor").
names(setting) := [sprintf("%s%s", [prefix, replace(upper(setting), ".", "_")]) | some prefix in ["KAFKA_", "KAFKA_CFG_"]]

# {"name", "value", "field"} of every time that a broker has the setting written out.
settings(entry, setting) := [found |
	some name in names(setting)
	value := software.literal(entry, name)
	found := {"name": name, "value": sprintf("%v", [value]), "field": software.value_field(entry, name)}
]

is_given(entry, setting) if software.gives_any(entry, names(setting))

# The name of the variable that the container would read.
name(entry, setting) := names(setting)[1] if {
	uses_cfg(entry)
} else := names(setting)[0]

uses_cfg(entry) if contains(entry.container.image, "bitnami")

uses_cfg(entry) if {
	some item in entry.container.env
	is_string(item.name)
	startswith(item.name, "KAFKA_CFG_")
}
