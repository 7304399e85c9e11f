package edict.templates.nginx_ingress_ssl_redirect

import data.edict.lib.ingress_nginx

violation contains result if {
	some _ in input.spec.tls
	some name in ["ssl-redirect", "force-ssl-redirect"]
	ingress_nginx.is_false(ingress_nginx.annotation(name))
	result := {
		"msg": sprintf("The annotation %s%s is off although the Ingress has TLS", [ingress_nginx.prefix, name]),
		"violating_key": ingress_nginx.key(name),
		"recommended_value": "true",
	}
}
