package edict.templates.networkpolicy_no_allow_all_ingress

import data.edict.lib.network
import data.edict.lib.patterns

violation contains result if {
	not exempt
	some entry in network.rules
	entry.direction == "Ingress"
	not network.names_peers(entry)
	not network.names_ports(entry)
	result := {
		"msg": "The rule lets in everything from everywhere",
		"violating_key": entry.path,
	}
}

exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_names)
