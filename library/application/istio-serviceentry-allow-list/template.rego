# A resolution that is left out is NONE.
package edict.templates.istio_serviceentry_allow_list

import data.edict.lib.domains

violation contains result if {
	some index, host in input.spec.hosts
	fault := faults(host)
	result := {
		"msg": fault,
		"violating_key": sprintf("spec.hosts[%d]", [index]),
	}
}

faults(host) := sprintf("The host %v is in no allowed domain", [host]) if {
	not domains.in_any(host, input.parameters.domains)
} else := sprintf("The wildcard %s has no resolution, so that any address may be called", [host]) if {
	contains(host, "*")
	not is_resolved
}

is_resolved if {
	resolution := input.spec.resolution
	not resolution in {"NONE", "", null}
}
