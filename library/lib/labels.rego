# Labels and annotations of the judged object, by key; `field` is "labels" or "annotations".
package edict.lib.labels

import data.edict.lib.paths

# The value under a key; undefined where it is absent, null or blank.
stated(field, name) := value if {
	value := input.metadata[field][name]
	not is_empty(value)
}

is_empty(null)

is_empty(value) if {
	is_string(value)
	trim_space(value) == ""
}

has(field, name) if stated(field, name) != null

# True if the value is there and matches the expression.
fits(field, name, pattern) if {
	value := stated(field, name)
	is_string(value)
	regex.match(pattern, value)
}

# True if the value is there and equal.
is(field, name, value) if input.metadata[field][name] == value

# The full path of a label or annotation.
key(field, name) := paths.member(concat(".", ["metadata", field]), name)

# "The label owner is missing", "The label owner is empty", "The label owner is 'x'".
describe(field, name) := sprintf("The %s %s is '%v'", [trim_suffix(field, "s"), name, stated(field, name)]) if {
	has(field, name)
} else := sprintf("The %s %s is empty", [trim_suffix(field, "s"), name]) if {
	input.metadata[field][name] == ""
} else := sprintf("The %s %s is missing", [trim_suffix(field, "s"), name])
