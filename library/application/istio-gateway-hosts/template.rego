# A host may have a namespace before it, as in team/shop.example. An allowed name also allows what lies below it; a bare
# * never passes.
package edict.templates.istio_gateway_hosts

import data.edict.lib.domains

violation contains result if {
	some index, server in input.spec.servers
	others := [host | some host in server.hosts; not is_allowed(host)]
	count(others) > 0
	result := {
		"msg": sprintf("Server %d accepts hosts that are not allowed: %s", [index, concat(", ", [sprintf("%v", [host]) | some host in others])]),
		"violating_key": sprintf("spec.servers[%d].hosts", [index]),
	}
}

is_allowed(host) if {
	is_string(host)
	domains.in_any(regex.replace(host, `^[^/]*/`, ""), input.parameters.hostnames)
	not regex.match(`^([^/]*/)?\*$`, host)
}
