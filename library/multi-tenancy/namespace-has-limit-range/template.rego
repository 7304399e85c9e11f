package edict.templates.namespace_has_limit_range

import data.edict.lib.inventory
import data.edict.lib.patterns

violation contains result if {
	not exempt
	not has_range
	result := {
		"msg": sprintf("Namespace '%s' has no LimitRange for containers", [input.metadata.name]),
		"violating_key": "metadata.name",
	}
}

exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_namespaces)

has_range if {
	some range in inventory.in_namespace(input.metadata.name, "", "LimitRange")
	some item in range.spec.limits
	item.type == "Container"
}
