# An Ingress counts where its class contains nginx.
package edict.templates.nginx_ingress_path_values

import data.edict.lib.ingress_nginx

violation contains result if {
	ingress_nginx.is_nginx
	some path in ingress_nginx.paths_of_rules
	is_denied(path.text)
	result := {
		"msg": sprintf("The path %s must not be used with nginx", [json.marshal(path.text)]),
		"violating_key": path.key,
	}
}

is_denied(text) if regex.match(`[;{}\r\n]`, text)

is_denied(text) if {
	some denied in input.parameters.denied
	contains(text, denied)
}
