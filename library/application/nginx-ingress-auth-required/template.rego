package edict.templates.nginx_ingress_auth_required

import data.edict.lib.ingress_nginx

violation contains result if {
	hosts := [rule.host | some rule in input.spec.rules; is_internal(rule.host)]
	count(hosts) > 0
	not ingress_nginx.has_any(["auth-url", "auth-tls-secret", "auth-type"])
	result := {
		"msg": sprintf("The host %s asks nobody to log in", [hosts[0]]),
		"violating_key": "metadata.annotations",
	}
}

is_internal(host) if {
	is_string(host)
	regex.match(input.parameters.host_pattern, host)
}
