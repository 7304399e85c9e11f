# Without the variable, and without a mounted cassandra.yaml, the authenticator is AllowAllAuthenticator. Other ones than
# PasswordAuthenticator pass if they ask for a login.
package edict.templates.cassandra_authenticator

import data.edict.lib.mounted_config
import data.edict.lib.software

option := "CASSANDRA_AUTHENTICATOR"

servers := software.servers(`(^|/)cassandra(:|@|$)`, {"cqlsh", "nodetool", "sstableloader"})

violation contains result if {
	some entry in servers
	not software.is_given(entry, option)
	not mounted_config.holds(
		entry,
		{"/etc/cassandra", "/opt/cassandra/conf", "/opt/bitnami/cassandra/conf", "/bitnami/cassandra/conf"},
		"cassandra.yaml",
	)
	result := object.union(
		software.finding(entry, "env", "lets clients in without a login by default"),
		{"recommended_value": software.with_variable(entry, option, "PasswordAuthenticator")},
	)
}

violation contains result if {
	some entry in servers
	value := lower(sprintf("%v", [software.literal(entry, option)]))
	regex.match(`(^|\.)allowall(authenticator)?$`, trim_space(value))
	result := object.union(
		software.finding(entry, software.value_field(entry, option), "lets clients in without a login"),
		{"recommended_value": "PasswordAuthenticator"},
	)
}
