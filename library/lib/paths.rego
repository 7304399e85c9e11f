# Violating keys: `spec.egress[0].to` with ["…"] round a member name that dots alone could not carry.
package edict.lib.paths

# The path of a member of the value at `path`.
member(path, name) := concat(".", [path, name]) if not needs_quotes(name)

member(path, name) := sprintf("%s[%s]", [path, json.marshal(name)]) if needs_quotes(name)

needs_quotes("")

needs_quotes(name) if {
	some mark in [".", "/", "[", "]", "\"", "\\", " "]
	contains(name, mark)
}
