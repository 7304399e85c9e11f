# Services of type ExternalName are left out: the API server ignores their selector.
package edict.templates.service_selector_unique

import data.edict.lib.inventory

twins := [service.metadata.name |
	counts(input)
	some service in inventory.in_namespace(inventory.own_namespace, "", "Service")
	is_string(service.metadata.name)
	service.metadata.name != input.metadata.name
	counts(service)
	service.spec.selector == input.spec.selector
]

violation contains result if {
	count(twins) > 0
	result := {
		"msg": sprintf("The selector is the same as that of %s", [concat(", ", sort(twins))]),
		"violating_key": "spec.selector",
	}
}

counts(service) if {
	some _ in service.spec.selector
	not is_external(service)
}

is_external(service) if service.spec.type == "ExternalName"
