# Any annotation whose name ends in -snippet counts, because the prefix of the controller's annotations can be changed.
# Controllers before 1.9 let snippets in unless their ConfigMap says otherwise.
package edict.templates.nginx_ingress_no_snippets

import data.edict.lib.ingress_nginx
import data.edict.lib.paths

violation contains result if {
	input.kind == "Ingress"
	some name, _ in input.metadata.annotations
	is_string(name)
	endswith(name, "-snippet")
	result := {
		"msg": sprintf("The annotation %s puts directives into the configuration of nginx", [name]),
		"violating_key": paths.member("metadata.annotations", name),
		"recommended_action": "remove",
	}
}

violation contains result if {
	input.kind == "ConfigMap"
	is_controller_config
	not is_off
	result := {
		"msg": "The controller is not told to refuse snippets in annotations",
		"violating_key": "data.allow-snippet-annotations",
		"recommended_value": "false",
	}
}

is_controller_config if ingress_nginx.is_controller_config

is_controller_config if input.data["allow-snippet-annotations"] != null

is_off if {
	value := input.data["allow-snippet-annotations"]
	ingress_nginx.is_false(value)
}
