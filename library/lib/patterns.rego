# Lists of names in parameters: an entry that ends in * is a prefix, any other is exact.
package edict.lib.patterns

matches_any(value, entries) if value in entries

matches_any(value, entries) if {
	is_string(value)
	some entry in entries
	endswith(entry, "*")
	startswith(value, trim_suffix(entry, "*"))
}

# True if the entity lies in one of the namespaces.
in_namespaces(entries) if matches_any(namespace, entries)

# The namespace of the entity; a manifest that names none goes to default.
namespace := name if {
	name := input.metadata.namespace
	not name in {"", null}
} else := "default"
