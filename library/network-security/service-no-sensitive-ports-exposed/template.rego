# A port counts by the number clients use and by the one the container listens on.
package edict.templates.service_no_sensitive_ports_exposed

violation contains result if {
	input.spec.type in {"NodePort", "LoadBalancer"}
	some index, port in input.spec.ports
	hit := [number |
		some field in ["port", "targetPort"]
		number := port[field]
		is_sensitive(number)
	]
	count(hit) > 0
	result := {
		"msg": sprintf("Port %v is reachable from outside the cluster", [hit[0]]),
		"violating_key": sprintf("spec.ports[%d].port", [index]),
	}
}

is_sensitive(number) if format_number(number) in {format_number(entry) | some entry in input.parameters.ports}

format_number(number) := sprintf("%v", [number])
