# An option counts as a word of its own, also within a script, unless its value says false.
package edict.templates.no_insecure_tls_flags

import data.edict.lib.workloads

violation contains result if {
	some part in workloads.command_texts
	flags := flags_in(part.text)
	count(flags) > 0
	result := finding(part.entry, flags, workloads.command_key(part))
}

violation contains result if {
	some variable in workloads.env_values
	flags := flags_set(variable.name, variable.value)
	count(flags) > 0
	result := finding(variable.entry, flags, workloads.key(variable.entry, sprintf("env[%d].value", [variable.index])))
}

finding(entry, flags, key) := {
	"msg": sprintf("%s switches certificate checks off with %s", [workloads.describe(entry), flags[0]]),
	"violating_key": key,
	"recommended_action": "remove",
}

# By the value alone, or by the variable's name with it.
flags_set(name, value) := array.concat(flags_in(text), flags_in(sprintf("%v=%s", [name, text]))) if {
	text := sprintf("%v", [value])
}

flags_in(text) := [flag.text |
	unquoted := lower(regex.replace(text, `["']`, ""))
	some flag in flags
	contains(unquoted, flag.start)
	some word in regex.split(`[\s;&|(),\[\]]+`, unquoted)
	is_flag(word, flag.lower)
]

# With what every spelling of it has in it.
flags := [{"text": flag, "lower": lower(flag), "start": trim_suffix(lower(flag), "true")} |
	some flag in input.parameters.flags
]

is_flag(word, flag) if word == flag

is_flag(word, flag) if endswith(word, concat("", ["=", flag]))

# NAME=1 switches on what NAME=true does.
is_flag(word, flag) if {
	endswith(flag, "=true")
	word == concat("", [trim_suffix(flag, "true"), "1"])
}

is_flag(word, flag) if {
	not contains(flag, "=")
	startswith(word, concat("", [flag, "="]))
	not trim_prefix(word, concat("", [flag, "="])) in {"false", "0", "no", "off"}
}
