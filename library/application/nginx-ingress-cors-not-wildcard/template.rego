# Where cors-allow-origin is left out the controller allows every origin.
package edict.templates.nginx_ingress_cors_not_wildcard

import data.edict.lib.ingress_nginx

violation contains result if {
	ingress_nginx.is_true(ingress_nginx.annotation("enable-cors"))
	not is_narrow
	result := {
		"msg": "Cross-origin requests are allowed from every origin",
		"violating_key": ingress_nginx.key("cors-allow-origin"),
	}
}

is_narrow if {
	origins := ingress_nginx.annotation("cors-allow-origin")
	is_string(origins)
	every origin in split(origins, ",") { trim_space(origin) != "*" }
}
