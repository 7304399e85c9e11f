# Annotations that are missing make one occurrence. It has a recommended value where the port can be read from the
# object: the first one that a container or the Service declares.
package edict.templates.prometheus_scrape_annotations

import data.edict.lib.paths

place := "metadata.annotations" if input.kind == "Service"

place := "spec.template.metadata.annotations" if input.kind != "Service"

annotations := {name: value | some name, value in input.metadata.annotations} if input.kind == "Service"

annotations := {name: value | some name, value in input.spec.template.metadata.annotations} if input.kind != "Service"

missing := [name | some name in input.parameters.keys; not is_there(name)]

is_there(name) if {
	value := annotations[name]
	not value in {"", null}
}

violation contains object.union(result, recommendation) if {
	count(missing) > 0
	result := {
		"msg": sprintf("Missing annotations: %s", [concat(", ", sort({name | some name in missing}))]),
		"violating_key": place,
	}
}

violation contains result if {
	"prometheus.io/scrape" in input.parameters.keys
	is_there("prometheus.io/scrape")
	value := annotations["prometheus.io/scrape"]
	value != "true"
	result := {
		"msg": sprintf("The annotation prometheus.io/scrape is %s and not \"true\"", [json.marshal(value)]),
		"violating_key": paths.member(place, "prometheus.io/scrape"),
		"recommended_value": "true",
	}
}

violation contains result if {
	"prometheus.io/port" in input.parameters.keys
	is_there("prometheus.io/port")
	value := annotations["prometheus.io/port"]
	not is_port(value)
	result := {
		"msg": sprintf("The annotation prometheus.io/port is %s and not the number of a port as text", [json.marshal(value)]),
		"violating_key": paths.member(place, "prometheus.io/port"),
	}
}

is_port(value) if {
	is_string(value)
	regex.match(`^[1-9][0-9]{0,4}$`, value)
	to_number(value) <= 65535
}

recommendation := {"recommended_value": object.union(annotations, {name: values[name] | some name in missing})} if {
	every name in missing { values[name] }
} else := {}

values["prometheus.io/scrape"] := "true"

values["prometheus.io/path"] := "/metrics"

values["prometheus.io/scheme"] := "http"

values["prometheus.io/port"] := sprintf("%d", [ports[0]])

ports := [port.port | some port in input.spec.ports; is_number(port.port); port.port > 0] if input.kind == "Service"

ports := [port.containerPort | some container in input.spec.template.spec.containers; some port in container.ports; is_number(port.containerPort); port.containerPort > 0] if input.kind != "Service"
