# A grafana.ini that is mounted from a ConfigMap or Secret may hold the password, so that none counts as missing then.
package edict.templates.grafana_hardening

import data.edict.lib.mounted_config
import data.edict.lib.software

image := `(^|/)grafana(-oss|-enterprise)?(:|@|$)`

violation contains result if {
	some entry in software.containers(image)
	some name, words in {"GF_AUTH_ANONYMOUS_ENABLED": "lets strangers in", "GF_USERS_ALLOW_SIGN_UP": "lets everybody register"}
	software.is_on(entry, name)
	result := object.union(
		software.finding(entry, software.value_field(entry, name), sprintf("%s by %s", [words, name])),
		{"recommended_value": "false"},
	)
}

violation contains result if {
	some entry in software.containers(image)
	field := software.in_plain_sight(entry, "GF_SECURITY_ADMIN_PASSWORD")
	result := software.finding(entry, field, "does not take GF_SECURITY_ADMIN_PASSWORD from a Secret")
}

violation contains result if {
	some entry in software.servers(image, {"grafana-cli", "grafana cli"})
	not software.gives_any(entry, ["GF_SECURITY_ADMIN_PASSWORD", "GF_SECURITY_ADMIN_PASSWORD__FILE"])
	not mounted_config.holds(entry, {"/etc/grafana", "/opt/bitnami/grafana/conf"}, "grafana.ini")
	not software.is_given(entry, "GF_PATHS_CONFIG")
	not software.is_on(entry, "GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION")
	result := software.finding(entry, "env", "sets no admin password and so has the one that everybody knows")
}
