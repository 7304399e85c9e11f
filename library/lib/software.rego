# Which containers run a certain program, by their image, and how their environment sets it up.
package edict.lib.software

import data.edict.lib.images
import data.edict.lib.workloads

# Containers with the image that run for the life of the pod; those that only run a client of it are left out. `image` is
# the last part of its repository, such as mysql (mysql-server is one), or a regular expression for the image as written.
servers(image, clients) := [entry |
	some entry in workloads.lasting_containers
	is_image(workloads.image(entry), image)
	not runs(entry, clients)
]

# All containers with the image.
containers(image) := [entry |
	some entry in workloads.containers
	is_image(workloads.image(entry), image)
]

is_image(written, pattern) if images.name(written) == pattern

# Also mysql-server, mariadb-galera, mysql-80 and mysql-57-centos7, but no exporters, operators and the like.
is_image(written, word) if {
	name := images.name(written)
	startswith(name, concat("", [word, "-"]))
	regex.match(
		`^(-(community|enterprise))?(-(server|cluster|galera))?(-[0-9][0-9.]*(-(centos|rhel|el|c|ubi)[0-9]*s?)?)?$`,
		trim_prefix(name, word),
	)
}

is_image(written, pattern) if {
	regex.match(pattern, written)
	not regex.match(`^[A-Za-z0-9_.-]+$`, pattern)
}

# True if the command line begins with one of the programs, or is a shell's script that calls one and starts no server.
runs(entry, programs) if regex.match(sprintf(`^(\S*/)?(%s)([\s"';]|$)`, [concat("|", programs)]), command_line(entry))

runs(entry, programs) if {
	text := command_line(entry)
	regex.match(`^(\S*/)?(ba|da|a)?sh -[a-z]*c `, text)
	regex.match(sprintf(`[\s"'(;&|/](%s)([\s"';)&|]|$)`, [concat("|", programs)]), text)
	not starts_server(text)
}

starts_server(text) if {
	regex.match(`(server|mysqld|mysqld_safe|mariadbd|mariadbd-safe|mongod|mongos|postgres|pg_ctl|etcd|entrypoint\.sh|run\.sh)([\s"';)&|]|$)`, text)
}

# Names that hosts have as well count only where a command begins.
starts_server(text) if {
	regex.match(
		`(-c |[;&|(/\n]\s*|\bexec\s+)(cassandra|influxd|elasticsearch|opensearch|kibana|kc\.sh start(-dev)?|zkServer\.sh start(-foreground)?)([\s"';)&|]|$)`,
		text,
	)
}

command_line(entry) := concat(" ", array.concat(strings(entry.container, "command"), strings(entry.container, "args")))

strings(container, field) := [text | some text in container[field]; is_string(text)]

# {"index", "variable"} of the last variable of that name; undefined where there is none.
variable(entry, name) := {"index": index, "variable": entry.container.env[index]} if {
	index := max([i | some i, item in entry.container.env; item.name == name])
}

# The value that is written out; undefined where there is none.
literal(entry, name) := value if {
	value := variable(entry, name).variable.value
	not value in {null, ""}
}

# True if the container gets the variable: a value, a source, or perhaps from the keys of a ConfigMap or Secret.
is_given(entry, name) if literal(entry, name) != null

is_given(entry, name) if is_object(variable(entry, name).variable.valueFrom)

is_given(entry, name) if {
	some source in entry.container.envFrom
	may_hold(source, name)
}

may_hold(source, name) if {
	some field in ["configMapRef", "secretRef"]
	is_object(source[field])
	startswith(name, prefix_of(source))
}

prefix_of(source) := source.prefix if {
	is_string(source.prefix)
} else := ""

gives_any(entry, names) if {
	some name in names
	is_given(entry, name)
}

# The field that holds a secret in plain sight: a value written out, or a source other than a Secret.
in_plain_sight(entry, name) := sprintf("env[%d].value", [variable(entry, name).index]) if {
	value := literal(entry, name)
	not is_reference(value)
} else := sprintf("env[%d].valueFrom", [found.index]) if {
	found := variable(entry, name)
	is_object(found.variable.valueFrom)
	not is_object(object.get(found.variable.valueFrom, "secretKeyRef", null))
}

# $(NAME) takes over another variable.
is_reference(value) if {
	is_string(value)
	regex.match(`^\$\([A-Za-z_][A-Za-z0-9_.-]*\)$`, value)
}

value_field(entry, name) := sprintf("env[%d].value", [variable(entry, name).index])

# What switches something on; programs differ, so that anything but a clear no counts.
is_on(entry, name) if {
	value := literal(entry, name)
	not lower(sprintf("%v", [value])) in {"0", "false", "no", "off", "n", "f"}
}

is_equal(entry, name, wanted) if lower(sprintf("%v", [literal(entry, name)])) == lower(wanted)

# The environment with one more variable, as a recommended value for env; with a value of its own in its place if it is there
# already, so that no other variable moves.
with_variable(entry, name, value) := array.concat(
	[with_value(item, name, value) | some item in entry.container.env],
	[{"name": name, "value": value} | not has_variable(entry, name)],
)

with_value(item, name, value) := {"name": name, "value": value} if is_named(item, name)

with_value(item, name, _) := item if not is_named(item, name)

has_variable(entry, name) if {
	some item in entry.container.env
	is_named(item, name)
}

is_named(item, name) if item.name == name

# True if the pod mounts a ConfigMap or Secret at one of the paths or below, which may hold the program's configuration.
# Certificates, keys and lists of plugins there don't count.
has_config(entry, paths) if {
	some mount in entry.container.volumeMounts
	is_string(mount.mountPath)
	some path in paths
	place := sprintf("%s/", [trim_suffix(mount.mountPath, "/")])
	startswith(place, sprintf("%s/", [path]))
	not holds_no_settings(trim_suffix(substring(place, count(path) + 1, -1), "/"))
	some volume in workloads.pod_spec.volumes
	volume.name == mount.name
	some source in ["configMap", "secret", "projected"]
	is_object(volume[source])
}

holds_no_settings(place) if {
	regex.match(`(?i)(^|[/._-])(ssl|tls|x509|m?tls|certs?|certificates?|(ca)?certs|ca|pki|keys?|enabled_plugins|plugins)($|[/._-])|\.(crt|pem|key|p12|jks)$`, place)
	not regex.match(`(?i)\.(cnf|conf|config|ini|json|ya?ml|properties)$`, place)
}

finding(entry, field, message) := {
	"msg": sprintf("%s %s", [workloads.describe(entry), message]),
	"violating_key": workloads.key(entry, field),
}

# One finding about a field from the {"field", "text", "fix"} of a container; a fix where all ask for the same.
merged(entry, field, faults) := object.union(finding(entry, field, concat(" and ", sort(texts))), common({fault.fix | some fault in here})) if {
	here := {fault | some fault in faults; fault.field == field}
	texts := {fault.text | some fault in here}
}

common(fixes) := fix if {
	count(fixes) == 1
	some fix in fixes
} else := {}
