package edict.templates.ingress_disallow_http

import data.edict.lib.paths

violation contains result if {
	is_checked
	not forbids_http
	result := {
		"msg": "Plain HTTP is not turned off",
		"violating_key": `metadata.annotations["kubernetes.io/ingress.allow-http"]`,
		"recommended_value": "false",
	}
}

violation contains result if {
	is_checked
	is_for_nginx
	some name in ["ssl-redirect", "force-ssl-redirect"]
	annotation := concat("/", ["nginx.ingress.kubernetes.io", name])
	input.metadata.annotations[annotation] in {"false", false}
	result := {
		"msg": sprintf("The nginx controller is told not to redirect HTTP: %s is false", [name]),
		"violating_key": paths.member("metadata.annotations", annotation),
		"recommended_value": "true",
	}
}

is_checked if not input.parameters.tls_optional

is_checked if some _ in input.spec.tls

forbids_http if input.metadata.annotations["kubernetes.io/ingress.allow-http"] == "false"

is_for_nginx if names_nginx(input.spec.ingressClassName)

is_for_nginx if names_nginx(input.metadata.annotations["kubernetes.io/ingress.class"])

names_nginx(class) if {
	is_string(class)
	contains(class, "nginx")
}
