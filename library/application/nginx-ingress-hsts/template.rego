package edict.templates.nginx_ingress_hsts

import data.edict.lib.ingress_nginx

violation contains result if {
	ingress_nginx.may_be_controller_config
	ingress_nginx.is_false(input.data.hsts)
	result := {
		"msg": "HSTS is switched off",
		"violating_key": "data.hsts",
		"recommended_value": "true",
	}
}

violation contains result if {
	ingress_nginx.may_be_controller_config
	protocols := input.data["ssl-protocols"]
	is_string(protocols)
	old := [protocol | some protocol in regex.split(`[\s,;]+`, protocols); protocol in {"SSLv2", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1"}]
	count(old) > 0
	result := {
		"msg": sprintf("Old protocols are allowed: %s", [concat(", ", old)]),
		"violating_key": "data.ssl-protocols",
		"recommended_value": "TLSv1.2 TLSv1.3",
	}
}

violation contains result if {
	ingress_nginx.may_be_controller_config
	ingress_nginx.is_true(input.data["server-tokens"])
	result := {
		"msg": "Answers show the version of nginx",
		"violating_key": "data.server-tokens",
		"recommended_value": "false",
	}
}
