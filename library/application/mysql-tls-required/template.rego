# A container that mounts a ConfigMap or Secret over its configuration is judged by that ConfigMap: one with a section mysqld.
package edict.templates.mysql_tls_required

import data.edict.lib.flags
import data.edict.lib.paths
import data.edict.lib.software

option := "require-secure-transport"

servers := software.servers(`(^|/)(mysql|mysql-server|mysql/(community|enterprise)-server|percona-server)(:|@|$)`, {"mysql", "mysqldump", "mysqladmin", "mysqlcheck", "mysqlpump"})

violation contains result if {
	some entry in servers
	not flags.is_given(entry, option)
	not is_configured(entry)
	result := object.union(
		software.finding(entry, "args", "does not require TLS of clients"),
		flags.appended(entry, ["--require-secure-transport=ON"]),
	)
}

violation contains result if {
	some entry in servers
	given := flags.last(entry, option)
	value := given.value
	not flags.is_on(value)
	result := object.union(
		software.finding(entry, given.field, "does not require TLS of clients"),
		flags.replaced(given, "--require-secure-transport=ON"),
	)
}

is_configured(entry) if flags.is_given(entry, "defaults-file")

is_configured(entry) if software.has_config(entry, ["/etc/mysql", "/etc/my.cnf", "/etc/my.cnf.d", "/opt/bitnami/mysql/conf"])

violation contains result if {
	input.kind == "ConfigMap"
	some name, text in input.data
	is_string(text)
	regex.match(`(?m)^\s*\[mysqld\]`, text)
	not regex.match(`(?im)^\s*require[_-]secure[_-]transport\s*(=\s*["']?(on|1|true|yes)["']?\s*)?(#.*)?$`, text)
	result := {
		"msg": "The configuration of MySQL does not require TLS of clients",
		"violating_key": paths.member("data", name),
	}
}
