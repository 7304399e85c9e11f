package edict.templates.service_external_ips_allow_list

import data.edict.lib.selectors

violation contains result if {
	some index, address in input.spec.externalIPs
	not is_allowed(address)
	result := {
		"msg": sprintf("The external address %v is not allowed", [address]),
		"violating_key": sprintf("spec.externalIPs[%d]", [index]),
		"recommended_action": "remove",
	}
}

is_allowed(address) if address in input.parameters.allowed

is_allowed(address) if selectors.within_any(address, input.parameters.allowed)
