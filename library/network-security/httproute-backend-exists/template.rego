# Backends of other kinds than Service are not judged. A backend has one occurrence, at its name.
package edict.templates.httproute_backend_exists

import data.edict.lib.inventory

backends := [{"name": backend.name, "namespace": namespace_of(backend), "path": path} |
	some i, rule in input.spec.rules
	some j, backend in rule.backendRefs
	is_service(backend)
	path := sprintf("spec.rules[%d].backendRefs[%d].name", [i, j])
]

violation contains result if {
	some backend in backends
	not exists(backend)
	result := {
		"msg": sprintf("There is no Service '%v' in the namespace %s", [backend.name, backend.namespace]),
		"violating_key": backend.path,
	}
}

violation contains result if {
	some backend in backends
	exists(backend)
	backend.namespace != inventory.own_namespace
	not is_granted(backend)
	result := {
		"msg": sprintf("No ReferenceGrant lets the route use the Service '%v' of the namespace %s", [backend.name, backend.namespace]),
		"violating_key": backend.path,
	}
}

is_service(backend) if {
	is_object(backend)
	object.get(backend, "group", "") in {"", null}
	object.get(backend, "kind", "Service") in {"Service", null}
}

namespace_of(backend) := backend.namespace if {
	is_string(backend.namespace)
	backend.namespace != ""
} else := inventory.own_namespace

exists(backend) if {
	some service in inventory.in_namespace(backend.namespace, "", "Service")
	service.metadata.name == backend.name
}

is_granted(backend) if {
	some grant in inventory.in_namespace(backend.namespace, "gateway.networking.k8s.io", "ReferenceGrant")
	some from in grant.spec.from
	from.group == "gateway.networking.k8s.io"
	from.kind == input.kind
	from.namespace == inventory.own_namespace
	some to in grant.spec.to
	is_object(to)
	object.get(to, "group", "") in {"", null}
	to.kind == "Service"
	object.get(to, "name", "") in {"", null, backend.name}
}
