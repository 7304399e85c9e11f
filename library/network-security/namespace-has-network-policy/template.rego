# Policies of the whole cluster count where they can take in pods of the namespace.
package edict.templates.namespace_has_network_policy

import data.edict.lib.cni
import data.edict.lib.inventory
import data.edict.lib.patterns

violation contains result if {
	not has_policy
	not exempt
	result := {
		"msg": sprintf("Namespace '%s' has no network policy", [input.metadata.name]),
		"violating_key": "metadata.name",
	}
}

exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_namespaces)

has_policy if some _ in inventory.in_namespace(input.metadata.name, "networking.k8s.io", "NetworkPolicy")

has_policy if cni.governs_namespace(input.metadata.name)
