# Whole numbers of manifests, also where quotes have made a text of them.
package edict.lib.integers

# The number; undefined where the value is none.
of(value) := value if is_number(value)

of(value) := to_number(value) if {
	is_string(value)
	regex.match(`^-?(0|[1-9][0-9]{0,14})$`, value)
}
