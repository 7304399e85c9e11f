package edict.templates.rabbitmq_management_not_exposed

violation contains result if {
	input.spec.type in {"NodePort", "LoadBalancer"}
	some index, port in input.spec.ports
	open := [closed |
		some closed in input.parameters.ports
		leads_to(port, closed)
	]
	count(open) > 0
	result := {
		"msg": sprintf("Port %d is open to the outside by a Service of type %s", [open[0], input.spec.type]),
		"violating_key": sprintf("spec.ports[%d].port", [index]),
	}
}

leads_to(port, number) if {
	some field in ["port", "targetPort"]
	sprintf("%v", [port[field]]) == sprintf("%v", [number])
}
