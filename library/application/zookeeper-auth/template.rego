# Names of the official image, of Bitnami's and of Confluent's; the admin server is on by default. It counts as configured
# where a zoo.cfg is mounted.
package edict.templates.zookeeper_auth

import data.edict.lib.images
import data.edict.lib.mounted_config
import data.edict.lib.software
import data.edict.lib.workloads

servers := software.servers(`(^|/)(cp-)?zookeeper(:|@|$)`, {"zkCli.sh", "zookeeper-shell", "zkServer.sh status"})

violation contains result if {
	some entry in servers
	software.is_on(entry, "ALLOW_ANONYMOUS_LOGIN")
	result := object.union(
		software.finding(entry, software.value_field(entry, "ALLOW_ANONYMOUS_LOGIN"), "lets clients in without a login"),
		{"recommended_value": "no"},
	)
}

# What switches the admin server off, by the image.
switches := {
	"ZOO_ADMINSERVER_ENABLED": "false",
	"ZOO_ENABLE_ADMIN_SERVER": "no",
	"ZOOKEEPER_ADMIN_ENABLE_SERVER": "false",
}

violation contains result if {
	some entry in servers
	some name, off in switches
	software.is_on(entry, name)
	result := object.union(
		software.finding(entry, software.value_field(entry, name), "runs the admin server"),
		{"recommended_value": off},
	)
}

violation contains result if {
	some entry in servers
	not software.gives_any(entry, object.keys(switches))
	not sets_property(entry)
	not is_without_server(workloads.image(entry))
	not mounted_config.holds(entry, {"/conf", "/opt/bitnami/zookeeper/conf", "/etc/kafka"}, "zoo.cfg")
	result := object.union(
		software.finding(entry, "env", "runs the admin server by default"),
		recommendation(entry),
	)
}

# Not while another value in the list has to change as well.
recommendation(entry) := {"recommended_value": software.with_variable(entry, name, switches[name])} if {
	name := switch_of(workloads.image(entry))
	not software.is_on(entry, "ALLOW_ANONYMOUS_LOGIN")
} else := {}

# Among extra lines of the configuration, or the properties of the program.
sets_property(entry) if {
	some item in entry.container.env
	is_string(item.value)
	regex.match(`(?i)admin\.enableServer\s*=\s*false`, item.value)
}

# Before version 3.5 there was none; Confluent counts otherwise.
is_without_server(image) if {
	images.name(image) == "zookeeper"
	images.is_below(images.version(images.tag(image)), [3, 5])
}

switch_of(image) := "ZOO_ENABLE_ADMIN_SERVER" if {
	contains(image, "bitnami")
} else := "ZOOKEEPER_ADMIN_ENABLE_SERVER" if {
	contains(image, "cp-zookeeper")
} else := "ZOO_ADMINSERVER_ENABLED"
