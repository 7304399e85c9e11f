# A container that mounts its configuration is judged by that ConfigMap: one with a file that sets ssl_options.
# A depth that is not set is 1.
package edict.templates.rabbitmq_tls_peer_verification

import data.edict.lib.paths
import data.edict.lib.software

wanted := {"RABBITMQ_SSL_VERIFY": "verify_peer", "RABBITMQ_SSL_FAIL_IF_NO_PEER_CERT": "true"}

servers := software.servers("rabbitmq", {"rabbitmqctl", "rabbitmq-diagnostics", "rabbitmqadmin", "rabbitmq-plugins"})

violation contains result if {
	some entry in servers
	not software.has_config(entry, ["/etc/rabbitmq", "/opt/bitnami/rabbitmq/etc/rabbitmq", "/bitnami/rabbitmq/conf"])
	missing := [{"name": name, "value": wanted[name]} | some name in sort(object.keys(wanted)); not software.is_given(entry, name)]
	count(missing) > 0
	result := object.union(
		software.finding(entry, "env", sprintf("does not set %s", [concat(", ", [one.name | some one in missing])])),
		recommendation(entry, missing),
	)
}

# None where another variable of the list has to change as well.
recommendation(entry, missing) := {} if {
	has_wrong_value(entry)
} else := {"recommended_value": array.concat(others, missing)} if {
	others := [item | some item in entry.container.env; every one in missing { item.name != one.name }]
}

has_wrong_value(entry) if {
	some name, value in wanted
	software.literal(entry, name) != null
	not software.is_equal(entry, name, value)
}

has_wrong_value(entry) if software.literal(entry, "RABBITMQ_SSL_DEPTH") != null

violation contains result if {
	some entry in servers
	some name, value in wanted
	found := software.literal(entry, name)
	not software.is_reference(found)
	not software.is_equal(entry, name, value)
	result := object.union(
		software.finding(entry, software.value_field(entry, name), sprintf("sets %s to %v", [name, found])),
		{"recommended_value": value},
	)
}

violation contains result if {
	some entry in servers
	name := "RABBITMQ_SSL_DEPTH"
	regex.match(`^(0+|-[0-9]+)$`, sprintf("%v", [software.literal(entry, name)]))
	result := object.union(
		software.finding(entry, software.value_field(entry, name), "follows no chain of certificates"),
		{"recommended_value": "1"},
	)
}

violation contains result if {
	input.kind == "ConfigMap"
	some name, text in input.data
	is_string(text)
	regex.match(`(?m)^\s*ssl_options\.`, text)
	not is_strict(text)
	result := {
		"msg": "The configuration of RabbitMQ does not verify the certificates of clients",
		"violating_key": paths.member("data", name),
	}
}

is_strict(text) if {
	regex.match(`(?m)^\s*ssl_options\.verify\s*=\s*verify_peer\s*$`, text)
	regex.match(`(?m)^\s*ssl_options\.fail_if_no_peer_cert\s*=\s*true\s*$`, text)
	not regex.match(`(?m)^\s*ssl_options\.depth\s*=\s*0+\s*$`, text)
}
