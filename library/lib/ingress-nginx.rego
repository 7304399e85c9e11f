# What the ingress-nginx controller reads: annotations of Ingresses and its ConfigMap.
package edict.lib.ingress_nginx

import data.edict.lib.paths

prefix := "nginx.ingress.kubernetes.io/"

# The value of an annotation of the controller; undefined where it is absent, null or empty.
annotation(name) := value if {
	value := input.metadata.annotations[concat("", [prefix, name])]
	not value in {"", null}
}

# True if one of the annotations has a value.
has_any(names) if {
	some name in names
	annotation(name) != null
}

key(name) := paths.member("metadata.annotations", concat("", [prefix, name]))

# The class of an Ingress; undefined where it names none.
class := input.metadata.annotations["kubernetes.io/ingress.class"] if {
	is_string(input.metadata.annotations["kubernetes.io/ingress.class"])
} else := input.spec.ingressClassName

is_nginx if {
	is_string(class)
	contains(lower(class), "nginx")
}

# Booleans as the controller reads them.
is_false(false)

is_false(value) if {
	is_string(value)
	lower(trim_space(value)) in {"false", "f", "0"}
}

is_true(true)

is_true(value) if {
	is_string(value)
	lower(trim_space(value)) in {"true", "t", "1"}
}

# True for the ConfigMap of a controller, by the names that its chart and its manifests give it or by its label.
is_controller_config if {
	is_string(input.metadata.name)
	regex.match(
		`^(.+-)?(ingress-nginx-controller|nginx-ingress-controller)$|^nginx-configuration$|^nginx-load-balancer(-microk8s)?-conf$`,
		input.metadata.name,
	)
}

is_controller_config if {
	input.metadata.labels["app.kubernetes.io/name"] == "ingress-nginx"
	not holds_something_else
}

# True for the ConfigMap of any controller with nginx, whatever its name, as far as name or namespace tell. Others may have
# it too, so that only keys which are there say something.
may_be_controller_config if is_controller_config

may_be_controller_config if {
	some field in ["name", "namespace"]
	is_string(input.metadata[field])
	contains(input.metadata[field], "nginx")
}

holds_something_else if {
	is_string(input.metadata.name)
	regex.match(`-(tcp|udp|headers|services|leader)$`, input.metadata.name)
}

# {"rule", "path", "text", "key"} of every path of the rules.
paths_of_rules := [entry |
	some i, rule in input.spec.rules
	some j, path in rule.http.paths
	is_string(path.path)
	entry := {"rule": rule, "text": path.path, "key": sprintf("spec.rules[%d].http.paths[%d].path", [i, j])}
]
