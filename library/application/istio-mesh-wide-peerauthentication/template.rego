package edict.templates.istio_mesh_wide_peerauthentication

import data.edict.lib.inventory
import data.edict.lib.selectors

violation contains result if {
	input.metadata.name == input.parameters.root_namespace
	not has_policy
	result := {
		"msg": sprintf("The root namespace '%s' has no PeerAuthentication without selector", [input.metadata.name]),
		"violating_key": "metadata.name",
	}
}

has_policy if {
	some policy in inventory.in_namespace(input.metadata.name, "security.istio.io", "PeerAuthentication")
	selector := object.get(policy, ["spec", "selector"], null)
	selectors.is_empty(selector)
}
