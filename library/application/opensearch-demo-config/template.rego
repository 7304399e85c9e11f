# The image compares with true exactly; anything else installs the demo configuration.
package edict.templates.opensearch_demo_config

import data.edict.lib.software

demo := "DISABLE_INSTALL_DEMO_CONFIG"

image := `(^|/)opensearch(:|@|$)`

servers := software.servers(image, {"curl", "sysctl", "opensearch-keystore", "opensearch-plugin"})

violation contains result if {
	some entry in servers
	not software.is_given(entry, demo)
	result := object.union(
		software.finding(entry, "env", "installs the demo configuration by default"),
		recommendation(entry),
	)
}

# Not while another value in the list has to change as well.
recommendation(entry) := {"recommended_value": software.with_variable(entry, demo, "true")} if {
	not has_no_plugin(entry)
} else := {}

has_no_plugin(entry) if {
	some name in without_plugin
	software.is_on(entry, name)
}

without_plugin := ["DISABLE_SECURITY_PLUGIN", "plugins.security.disabled"]

violation contains result if {
	some entry in servers
	software.literal(entry, demo) != "true"
	result := object.union(
		software.finding(entry, software.value_field(entry, demo), "installs the demo configuration"),
		{"recommended_value": "true"},
	)
}

violation contains result if {
	some entry in servers
	some name in without_plugin
	software.is_on(entry, name)
	result := object.union(
		software.finding(entry, software.value_field(entry, name), "runs without the security plugin"),
		{"recommended_value": "false"},
	)
}

violation contains result if {
	some entry in software.containers(image)
	name := "OPENSEARCH_INITIAL_ADMIN_PASSWORD"
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, sprintf("does not take %s from a Secret", [name]))
}
