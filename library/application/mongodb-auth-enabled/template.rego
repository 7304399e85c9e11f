# The official image adds --auth by itself where root credentials are set and its entrypoint runs; that of Bitnami goes by
# its variables. A configuration file that is named with --config may switch authentication on and passes.
package edict.templates.mongodb_auth_enabled

import data.edict.lib.flags
import data.edict.lib.software

servers := software.servers(
	`(^|/)(mongo|mongodb|mongodb-community-server|mongodb-enterprise-server|percona-server-mongodb)(:|@|$)`,
	{"mongo", "mongosh", "mongodump", "mongorestore", "mongoimport", "mongoexport"},
)

violation contains result if {
	some entry in servers
	some option in flags.each(entry, "--noauth")
	result := object.union(software.finding(entry, option.field, "switches authentication off"), instead(entry, option))
}

# Without the option something else may switch authentication on; else --auth takes its place.
instead(entry, option) := flags.removed(option) if is_on(entry)

instead(entry, option) := flags.replaced(option, "--auth") if not is_on(entry)

violation contains result if {
	some entry in servers
	not flags.is_given(entry, "--noauth")
	not is_on(entry)
	result := object.union(
		software.finding(entry, "args", "is started without authentication"),
		flags.appended(entry, ["--auth"]),
	)
}

is_on(entry) if {
	some option in ["--auth", "--keyFile", "--config", "-f"]
	flags.is_given(entry, option)
}

is_on(entry) if {
	not starts_by_itself(entry)
	some user in ["MONGO_INITDB_ROOT_USERNAME", "MONGODB_INITDB_ROOT_USERNAME"]
	software.gives_any(entry, [user, sprintf("%s_FILE", [user])])
}

is_on(entry) if software.gives_any(entry, ["MONGODB_ROOT_PASSWORD", "MONGODB_ROOT_PASSWORD_FILE", "MONGODB_REPLICA_SET_KEY"])

starts_by_itself(entry) if some _ in entry.container.command
