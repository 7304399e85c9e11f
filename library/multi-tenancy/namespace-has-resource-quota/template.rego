package edict.templates.namespace_has_resource_quota

import data.edict.lib.inventory
import data.edict.lib.patterns

violation contains result if {
	not exempt
	not has_quota
	result := {
		"msg": sprintf("Namespace '%s' has no ResourceQuota", [input.metadata.name]),
		"violating_key": "metadata.name",
	}
}

exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_namespaces)

has_quota if some _ in inventory.in_namespace(input.metadata.name, "", "ResourceQuota")
