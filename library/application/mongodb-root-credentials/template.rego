# Containers that only run a client are left out. Variables may also come from envFrom, and those of other images of
# MongoDB count too.
package edict.templates.mongodb_root_credentials

import data.edict.lib.software

servers := software.servers(input.parameters.image_pattern, {"mongo", "mongosh", "mongodump", "mongorestore", "mongoimport", "mongoexport"})

names := {
	"MONGO_INITDB_ROOT_USERNAME": ["MONGODB_INITDB_ROOT_USERNAME", "MONGODB_ROOT_USER"],
	"MONGO_INITDB_ROOT_PASSWORD": ["MONGODB_INITDB_ROOT_PASSWORD", "MONGODB_ROOT_PASSWORD"],
}

# A password is one in a client's container as well.
concerned := {
	"MONGO_INITDB_ROOT_USERNAME": servers,
	"MONGO_INITDB_ROOT_PASSWORD": software.containers(input.parameters.image_pattern),
}

violation contains result if {
	some name, others in names
	some entry in concerned[name]
	some own in array.concat([name], others)
	field := software.in_plain_sight(entry, own)
	result := software.finding(entry, field, sprintf("does not take %s from a Secret", [own]))
}

violation contains result if {
	some entry in servers
	missing := [name | some name, others in names; not software.gives_any(entry, with_files(array.concat([name], others)))]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", sort(missing))]))
}

with_files(variables) := array.concat(variables, [sprintf("%s_FILE", [name]) | some name in variables])
