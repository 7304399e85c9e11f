# Only annotations of nginx.ingress.kubernetes.io are looked at.
package edict.templates.nginx_ingress_annotation_values

import data.edict.lib.ingress_nginx
import data.edict.lib.paths

violation contains result if {
	some name, value in input.metadata.annotations
	is_string(name)
	startswith(name, ingress_nginx.prefix)
	is_denied(value)
	result := {
		"msg": sprintf("The value of the annotation %s holds what must not get into the configuration of nginx", [name]),
		"violating_key": paths.member("metadata.annotations", name),
		"recommended_action": "remove",
	}
}

is_denied(value) if {
	is_string(value)
	some pattern in input.parameters.patterns
	regex.match(pattern, value)
}
