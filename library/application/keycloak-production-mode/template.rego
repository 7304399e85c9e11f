# The host name may also be the option --hostname. The image of Bitnami goes by KEYCLOAK_PRODUCTION. Commands such as build or export start no server.
package edict.templates.keycloak_production_mode

import data.edict.lib.flags
import data.edict.lib.software

image := `(^|/)keycloak(-x)?(:|@|$)`

servers := software.servers(image, {`(\S*kc\.sh )?(build|export|import|show-config|bootstrap-admin)`})

violation contains result if {
	some entry in servers
	some word in flags.words(entry)
	word.text == "start-dev"
	result := object.union(
		software.finding(entry, word.field, "is started in development mode"),
		{"recommended_value": "start" | word.alone},
	)
}

violation contains result if {
	some entry in servers
	commands := {word.text | some word in flags.words(entry)}
	count(commands & {"start", "start-dev"}) == 0
	not software.is_on(entry, "KEYCLOAK_PRODUCTION")
	result := object.union(
		software.finding(entry, "args", "is not started for production"),
		recommendation(entry),
	)
}

recommendation(entry) := {} if {
	flags.runs_script(entry)
} else := {"recommended_value": array.concat(["start"], [part | some part in entry.container.args])}

violation contains result if {
	some entry in servers
	not software.gives_any(entry, ["KC_HOSTNAME", "KC_HOSTNAME_URL", "KEYCLOAK_HOSTNAME", "KEYCLOAK_FRONTEND_URL"])
	not flags.is_given(entry, "--hostname")
	not flags.is_given(entry, "--hostname-url")
	result := software.finding(entry, "env", "has no fixed host name")
}

violation contains result if {
	some entry in software.containers(image)
	some name in ["KEYCLOAK_ADMIN_PASSWORD", "KEYCLOAK_PASSWORD", "KC_BOOTSTRAP_ADMIN_PASSWORD"]
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, sprintf("does not take %s from a Secret", [name]))
}
