# Fields of the judged object by a path as people write it: spec.replicas, metadata.labels["a.b/c"], spec.containers[*].image,
# or by a JSON Pointer.
package edict.lib.fields

import data.edict.lib.paths

# Where to look for the field: one list of names and indices, or one for every item that a [*] stands for.
places(path) := [steps(path)] if not null in steps(path)

places(path) := [array.concat(start, array.concat(parent, rest)) |
	all := steps(path)
	stars := [index | some index, step in all; step == null]
	start := array.slice(all, 0, min(stars))
	starred := array.slice(all, min(stars), max(stars) + 1)
	rest := array.slice(all, max(stars) + 1, count(all))

	# Only what lies below the first * is walked.
	walk(object.get(input, start, null), [parent, _])
	count(parent) == count(starred)
	every index, step in starred { stands_for(step, parent[index]) }
] if {
	null in steps(path)
}

stands_for(null, _)

stands_for(step, name) if step == name

# Names and indices of a path; null for a *.
steps(path) := [step(found) |
	pattern := `\[\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([0-9]+|\*))\s*\]|((?:\\.|[^.\[\]\\])+)`
	some found in regex.find_all_string_submatch_n(pattern, trim_prefix(path, "$"), -1)
] if {
	not startswith(path, "/")
}

steps(path) := [pointer_step(text) | some text in split(substring(path, 1, -1), "/")] if startswith(path, "/")

pointer_step("*") := null

pointer_step(text) := to_number(text) if regex.match(`^(0|[1-9][0-9]{0,8})$`, text)

pointer_step(text) := replace(replace(text, "~1", "/"), "~0", "~") if not regex.match(`^(0|[1-9][0-9]{0,8}|\*)$`, text)

step(found) := null if "*" in array.slice(found, 3, 5)

step(found) := to_number(found[3]) if regex.match(`^[0-9]+$`, found[3])

step(found) := regex.replace(name, `\\(.)`, "$1") if {
	found[3] == ""
	found[4] != "*"
	name := concat("", [found[1], found[2], found[4]])
}

# The value at a place; null where there is none.
value(place) := object.get(input, place, null)

# The full path of a place.
key(place) := trim_prefix(concat("", [written(step) | some step in place]), ".")

written(step) := sprintf("[%d]", [step]) if is_number(step)

written(step) := paths.member("", step) if is_string(step)
