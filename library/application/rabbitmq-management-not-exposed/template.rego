package edict.templates.rabbitmq_management_not_exposed

violation contains result if {
	input.spec.type in {"NodePort", "LoadBalancer"}
	some index, port in input.spec.ports
	some field in ["port", "targetPort"]
	some closed in input.parameters.ports
	sprintf("%v", [port[field]]) == sprintf("%v", [closed])
	result := {
		"msg": sprintf("Port %d is open to the outside by a Service of type %s", [closed, input.spec.type]),
		"violating_key": sprintf("spec.ports[%d].port", [index]),
	}
}
