# Options on the command line of a container, command and args read together: --name=value, --name value, --name. Dashes
# and underscores in names are the same, and of an option given twice the last one counts.
package edict.lib.flags

# {"text", "field", "alone"} of every word; `field` is the part that holds it, `alone` says whether it holds nothing else.
words(entry) := [{"text": trim(text, `"'`), "field": sprintf("%s[%d]", [list, index]), "alone": count(found) == 1} |
	some list in ["command", "args"]
	is_array(entry.container[list])
	some index, part in entry.container[list]
	is_string(part)
	found := regex.split(`\s+`, trim_space(part))
	some text in found
	text != ""
]

# {"value", "field", "whole"} of every time that the option is given; `whole` says whether the part is all of it.
each(entry, name) := [option |
	given := words(entry)
	some index, word in given
	startswith(word.text, "-")
	parts := split(word.text, "=")
	plain(parts[0]) == plain(name)
	option := {
		"value": value_of(word.text, parts, next_text(given, index)),
		"field": word.field,
		"whole": is_whole(word, parts, next_text(given, index)),
	}
]

next_text(given, index) := given[index + 1].text if {
	index + 1 < count(given)
} else := "-"

default is_whole(_, _, _) := false

is_whole(word, parts, _) if {
	word.alone
	count(parts) > 1
}

is_whole(word, _, following) if {
	word.alone
	startswith(following, "-")
}

value_of(text, parts, _) := trim(substring(text, count(parts[0]) + 1, -1), `"'`) if count(parts) > 1

value_of(_, [_], following) := following if not startswith(following, "-")

value_of(_, [_], following) := "" if startswith(following, "-")

# The last one; undefined where the option is not given.
last(entry, name) := given[count(given) - 1] if {
	given := each(entry, name)
	count(given) > 0
}

value(entry, name) := last(entry, name).value

is_given(entry, name) if last(entry, name) != null

plain(name) := replace(trim_left(name, "-"), "_", "-")

# Values that switch an option on or off; without a value it is on.
is_on(text) if lower(text) in {"", "1", "true", "on", "yes", "t", "y"}

is_off(text) if lower(text) in {"0", "false", "off", "no", "f", "n"}

# The args with more behind them, as a recommended value; empty for a shell's script, where they would mean something else.
appended(entry, more) := {"recommended_value": array.concat([part | some part in entry.container.args], more)} if {
	not runs_script(entry)
} else := {}

runs_script(entry) if {
	some word in words(entry)
	regex.match(`^-[a-z]*c$`, word.text)
	some shell in words(entry)
	regex.match(`(^|/)(ba|da|a|z|k)?sh$`, shell.text)
}

# What to put in the place of an option, as a recommended value; empty where its part holds more, or less.
replaced(option, text) := {"recommended_value": text} if {
	option.whole
} else := {}

removed(option) := {"recommended_action": "remove"} if {
	option.whole
} else := {}
