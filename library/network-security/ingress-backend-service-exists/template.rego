package edict.templates.ingress_backend_service_exists

import data.edict.lib.inventory

rule_backends := [{"backend": path.backend, "path": sprintf("spec.rules[%d].http.paths[%d].backend", [i, j])} |
	some i, rule in input.spec.rules
	some j, path in rule.http.paths
]

default_backends := [{"backend": input.spec[field], "path": concat(".", ["spec", field])} |
	some field in ["defaultBackend", "backend"]
]

backends := array.concat(default_backends, rule_backends)

# Name and port of the Service with their paths, as networking.k8s.io/v1 writes them and as older versions do.
wanted contains {"name": service.name, "name_path": sprintf("%s.service.name", [entry.path]), "ports": ports} if {
	some entry in backends
	service := entry.backend.service
	ports := {sprintf("%s.service.port.%s", [entry.path, field]): port |
		some field in ["number", "name"]
		port := service.port[field]
		not port in {null, "", 0}
	}
}

wanted contains {"name": name, "name_path": sprintf("%s.serviceName", [entry.path]), "ports": ports} if {
	some entry in backends
	name := entry.backend.serviceName
	ports := {sprintf("%s.servicePort", [entry.path]): port | port := entry.backend.servicePort}
}

services := {service.metadata.name: service |
	some service in inventory.in_namespace(inventory.own_namespace, "", "Service")
}

violation contains result if {
	some backend in wanted
	not services[backend.name]
	result := {
		"msg": sprintf("There is no Service '%v' in the namespace", [backend.name]),
		"violating_key": backend.name_path,
	}
}

violation contains result if {
	some backend in wanted
	service := services[backend.name]
	not is_external(service)
	some path, port in backend.ports
	not has_port(service, port)
	result := {
		"msg": sprintf("The Service '%s' has no port %v", [backend.name, port]),
		"violating_key": path,
	}
}

is_external(service) if service.spec.type == "ExternalName"

has_port(service, port) if {
	some offered in service.spec.ports
	port in [offered.port, offered.name]
}
