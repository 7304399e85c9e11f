# A path that is left out is /, a type that is left out ImplementationSpecific. A rule without a host is compared by its
# paths only, with other rules without one.
package edict.templates.ingress_unique_host_path

import data.edict.lib.inventory

others := [ingress |
	some namespace in ({name | some name, _ in data.inventory.namespace} | {"default"})
	some group in ["networking.k8s.io", "extensions"]
	some ingress in inventory.in_namespace(namespace, group, "Ingress")
	not is_judged(ingress)
]

is_judged(ingress) if {
	ingress.metadata.name == input.metadata.name
	inventory.namespace_of(ingress) == inventory.own_namespace
}

violation contains result if {
	some index, rule in input.spec.rules
	host := host_of(rule)
	users := {place(ingress) |
		some ingress in others
		some other in ingress.spec.rules
		host_of(other) == host
		collides(rule, other, ingress)
	}
	twins := {"this Ingress itself" |
		some position, other in input.spec.rules
		position != index
		host_of(other) == host
		some claim in claims(rule)
		claim in claims(other)
	}
	count(users | twins) > 0
	result := {
		"msg": sprintf("%s is claimed by %s too", [described(host), concat(", ", sort(users | twins))]),
		"violating_key": sprintf("spec.rules[%d].host", [index]),
	}
}

collides(rule, other, _) if {
	some claim in claims(rule)
	claim in claims(other)
}

collides(rule, _, ingress) if {
	host_of(rule) != ""
	may_not_share(ingress)
}

may_not_share(ingress) if inventory.namespace_of(ingress) != inventory.own_namespace

may_not_share(_) if not input.parameters.same_namespace_ok

claims(rule) := {[written(path, "path", "/"), written(path, "pathType", "ImplementationSpecific")] |
	some path in rule.http.paths
}

host_of(rule) := lower(written(rule, "host", ""))

written(object, field, default_value) := object[field] if {
	is_string(object[field])
	object[field] != ""
} else := default_value

place(ingress) := sprintf("%s/%s", [inventory.namespace_of(ingress), ingress.metadata.name])

described(host) := host if {
	host != ""
} else := "A path for every host"
