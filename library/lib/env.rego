# Environment variables of containers, and what the agent withholds of them.
package edict.lib.env

import data.edict.lib.workloads

# {"entry", "index", "variable"} of every variable that is written out.
variables := [{"entry": entry, "index": index, "variable": variable} |
	some entry in workloads.containers
	is_array(entry.container.env)
	some index, variable in entry.container.env
	is_object(variable)
]

# {"entry", "index", "source"} of every ConfigMap or Secret whose keys all become variables.
sources := [{"entry": entry, "index": index, "source": source} |
	some entry in workloads.containers
	is_array(entry.container.envFrom)
	some index, source in entry.container.envFrom
	is_object(source)
]

# {"entry", "field", "index", "text"} of every part of a container's command line.
arguments := [{"entry": entry, "field": field, "index": index, "text": text} |
	some entry in workloads.containers
	some field in ["command", "args"]
	is_array(entry.container[field])
	some index, text in entry.container[field]
	is_string(text)
]

# The full path of a field of a variable: variable_key(item, "value") is "spec.containers[0].env[2].value".
variable_key(item, field) := workloads.key(item.entry, sprintf("env[%d].%s", [item.index, field]))

# The full path of a field of a source.
source_key(item, field) := workloads.key(item.entry, sprintf("envFrom[%d].%s", [item.index, field]))

# The full path of a part of the command line.
argument_key(item) := workloads.key(item.entry, sprintf("%s[%d]", [item.field, item.index]))

# The value as written; undefined where it is absent, null, empty or taken from elsewhere.
literal(variable) := value if {
	value := variable.value
	not value in {null, ""}
}

name(variable) := variable.name if is_string(variable.name)

# True if the agent has put a mask in the place of a value that looks secret.
is_withheld(value) if {
	is_string(value)
	startswith(value, "edict:redacted:")
}

# True if the agent withheld the value for its shape: under this name alone it would not have.
is_withheld_by_shape(name, value) if {
	is_withheld(value)
	not sounds_secret(name)
}

# Names under which the agent withholds any value.
sounds_secret(name) if {
	regex.match(`(?i)passw(or)?d|passphrase|secret|token|credential|dockerconfig|(api|private|access|encryption|signing)[_.-]?key`, name)
}

sounds_secret(name) if {
	segments := regex.replace(name, `([a-z0-9])([A-Z])`, "${1}_${2}")
	regex.match(`(?i)(^|[^a-z0-9])(keys?|pass|pwd|creds?)([^a-z0-9]|$)`, segments)
}

# True if a name matches one of the expressions, whatever its case and the marks between its words: apiKey, api-key, API_KEY.
sounds_like(name, expressions) if {
	some expression in expressions
	regex.match(concat("", ["(?i)", expression]), name)
}

sounds_like(name, expressions) if {
	spelling := snake_case(name)
	spelling != name
	some expression in expressions
	regex.match(concat("", ["(?i)", expression]), spelling)
}

snake_case(name) := regex.replace(regex.replace(name, `([a-z0-9])([A-Z])`, "${1}_${2}"), `[-.]`, "_")
