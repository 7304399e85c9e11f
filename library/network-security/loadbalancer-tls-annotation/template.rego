package edict.templates.loadbalancer_tls_annotation

violation contains result if {
	input.spec.type == "LoadBalancer"
	some port in input.spec.ports
	port.port == 443
	not names_certificate
	result := {
		"msg": sprintf("Port 443 is offered without the annotation %s", [input.parameters.annotation]),
		"violating_key": "metadata.annotations",
	}
}

names_certificate if {
	certificate := input.metadata.annotations[input.parameters.annotation]
	is_string(certificate)
	trim_space(certificate) != ""
}
