# Which labels a selector selects and which addresses a CIDR holds, as the API server reads them.
package edict.lib.selectors

# True if the label selector (matchLabels, matchExpressions) selects the labels. An empty one selects everything; whether
# one that is left out selects everything or nothing is for the caller to know.
matches(selector, labels) if not rejects(selector, labels)

rejects(selector, labels) if {
	some key, value in selector.matchLabels
	not labels[key] == value
}

rejects(selector, labels) if {
	some expression in selector.matchExpressions
	not holds(expression, labels)
}

holds(expression, labels) if {
	expression.operator == "In"
	is_listed(expression, labels)
}

holds(expression, labels) if {
	expression.operator == "NotIn"
	not is_listed(expression, labels)
}

holds(expression, labels) if {
	expression.operator == "Exists"
	has(labels, expression.key)
}

holds(expression, labels) if {
	expression.operator == "DoesNotExist"
	not is_present(expression, labels)
}

is_listed(expression, labels) if labels[expression.key] in expression.values

is_present(expression, labels) if has(labels, expression.key)

has(labels, key) if {
	some present, _ in labels
	present == key
}

# True if a plain map, such as a Service's selector, selects the labels. An empty one selects nothing.
map_matches(map, labels) if {
	some _ in map
	not rejects({"matchLabels": map}, labels)
}

# True if the selector says nothing: it is left out, null or empty.
is_empty(selector) if not narrows(selector)

narrows(selector) if some _ in selector.matchLabels

narrows(selector) if some _ in selector.matchExpressions

# True if the selector selects only labels where `key` has one of `values`.
confines(selector, key, values) if selector.matchLabels[key] in values

confines(selector, key, values) if {
	some expression in selector.matchExpressions
	expression.key == key
	expression.operator == "In"
	some _ in expression.values
	every value in expression.values { value in values }
}

# The CIDR of an address or a CIDR; undefined where the text is neither.
cidr(text) := network if {
	is_string(text)
	some suffix in suffixes(text)
	network := concat("", [trim_space(text), suffix])
	net.cidr_is_valid(network)
}

suffixes(text) := [""] if contains(text, "/")

suffixes(text) := ["/128"] if {
	contains(text, ":")
	not contains(text, "/")
}

suffixes(text) := ["/32"] if {
	not contains(text, ":")
	not contains(text, "/")
}

# Length of the prefix of an address or a CIDR.
prefix_length(text) := to_number(split(cidr(text), "/")[1])

family(text) := "IPv6" if {
	is_string(text)
	contains(text, ":")
} else := "IPv4" if is_string(text)

# True if every address of the one lies in the other. Both may be CIDRs or single addresses.
within(inner, outer) if {
	family(inner) == family(outer)
	net.cidr_contains(cidr(outer), cidr(inner))
}

# True if the two share an address.
overlaps(one, other) if within(one, other)

overlaps(one, other) if within(other, one)

within_any(inner, outers) if {
	some outer in outers
	within(inner, outer)
}
