# A Service is one for Memcached by its port 11211 or by a selector that names memcached, but no exporter or
# other companion of it.
package edict.templates.memcached_not_exposed

violation contains result if {
	input.spec.type in {"NodePort", "LoadBalancer"}
	is_for_memcached
	result := {
		"msg": sprintf("Memcached is open to the outside by a Service of type %s", [input.spec.type]),
		"violating_key": "spec.type",
		"recommended_value": "ClusterIP",
	}
}

is_for_memcached if {
	some port in input.spec.ports
	some field in ["port", "targetPort"]
	port[field] in {11211, "11211", "memcached", "memcache"}
}

is_for_memcached if {
	some value in input.spec.selector
	is_string(value)
	contains(lower(value), "memcached")
	not regex.match(`(?i)memcached.*(exporter|metrics|admin|operator)|memcached[-_.]ui$`, value)
}
