# A limit of zero is none; limit-rpm counts as a limit of requests too.
package edict.templates.nginx_ingress_rate_limit

import data.edict.lib.ingress_nginx
import data.edict.lib.patterns

violation contains result if {
	applies
	not is_limited
	result := {
		"msg": "Neither requests nor connections of a client are limited",
		"violating_key": ingress_nginx.key("limit-rps"),
		"recommended_value": "20",
	}
}

applies if count(input.parameters.namespaces) == 0

applies if patterns.in_namespaces(input.parameters.namespaces)

is_limited if {
	some name in ["limit-rps", "limit-rpm", "limit-connections"]
	value := ingress_nginx.annotation(name)
	regex.match(`^0*[1-9][0-9]*$`, sprintf("%v", [value]))
}
