# Host names and the domains they lie in.
package edict.lib.domains

# True if the host is one of the domains or lies below one. A domain "*.shop.example" means only what lies below it; the
# host itself may begin with "*.", as in certificates.
in_any(host, domains) if {
	is_string(host)
	some domain in domains
	is_in(trim_suffix(lower(host), "."), trim_suffix(lower(domain), "."))
}

is_in(host, domain) if {
	host != ""
	host == domain
}

is_in(host, domain) if {
	name := trim_left(trim_prefix(domain, "*"), ".")
	name != ""
	endswith(host, concat("", [".", name]))
}
