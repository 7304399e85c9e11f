# Zero asks for nothing. One occurrence a container, at its limits, where the API server wants huge pages to be.
package edict.templates.hugepages_disallowed

import data.edict.lib.patterns
import data.edict.lib.quantities
import data.edict.lib.workloads

violation contains result if {
	not patterns.in_namespaces(input.parameters.allowed_namespaces)
	some entry in workloads.containers
	list := [list | some list in ["limits", "requests"]; count(huge_pages(entry, list)) > 0][0]
	result := {
		"msg": sprintf("%s asks for %s", [workloads.describe(entry), concat(", ", sort(huge_pages(entry, list)))]),
		"violating_key": workloads.key(entry, concat(".", ["resources", list])),
	}
}

huge_pages(entry, list) := [resource |
	some resource, quantity in entry.container.resources[list]
	is_string(resource)
	startswith(resource, "hugepages-")
	quantities.value(quantity) > 0
]
