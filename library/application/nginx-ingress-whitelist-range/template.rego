# allowlist-source-range is another name for the annotation.
package edict.templates.nginx_ingress_whitelist_range

import data.edict.lib.ingress_nginx

names := ["whitelist-source-range", "allowlist-source-range"]

is_concerned if {
	some path in ingress_nginx.paths_of_rules
	regex.match(input.parameters.path_pattern, path.text)
}

violation contains result if {
	is_concerned
	not ingress_nginx.has_any(names)
	result := finding("No range of addresses is set for the administration paths", "whitelist-source-range")
}

violation contains result if {
	is_concerned
	some name in names
	some range in split(sprintf("%v", [ingress_nginx.annotation(name)]), ",")
	endswith(trim_space(range), "/0")
	result := finding("The administration paths are open to every address", name)
}

finding(message, name) := {
	"msg": message,
	"violating_key": ingress_nginx.key(name),
	"recommended_value": "10.0.0.0/8",
}
