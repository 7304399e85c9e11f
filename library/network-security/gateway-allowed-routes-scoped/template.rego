package edict.templates.gateway_allowed_routes_scoped

violation contains result if {
	some index, listener in input.spec.listeners
	is_object(listener)
	scope := scope_of(listener)
	scope != "None"
	not scope in input.parameters.allowed
	result := object.union(
		{
			"msg": sprintf("Listener '%v' accepts routes from the namespaces: %s", [object.get(listener, "name", index), scope]),
			"violating_key": sprintf("spec.listeners[%d].allowedRoutes.namespaces.from", [index]),
		},
		{"recommended_value": choice | some choice in array.slice(choices, 0, 1)},
	)
}

# Same is what the API fills in.
scope_of(listener) := listener.allowedRoutes.namespaces.from if {
	is_string(listener.allowedRoutes.namespaces.from)
} else := "Same"

choices := array.concat(
	[scope | some scope in input.parameters.allowed; scope == "Same"],
	input.parameters.allowed,
)
