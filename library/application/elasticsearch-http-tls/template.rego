# Version 8 sets TLS up by itself only for a node that starts with no settings of its own, which is not counted on. Where
# an elasticsearch.yml is mounted, nothing counts as missing.
package edict.templates.elasticsearch_http_tls

import data.edict.lib.elastic
import data.edict.lib.flags
import data.edict.lib.software

options := ["xpack.security.http.ssl.enabled", "xpack.security.transport.ssl.enabled"]

violation contains result if {
	some entry in elastic.servers
	not elastic.is_configured(entry)
	missing := [name | some name in options; not elastic.is_given(entry, name)]
	count(missing) > 0
	result := object.union(
		software.finding(entry, "env", sprintf("does not set %s", [concat(" and ", missing)])),
		recommendation(entry, missing),
	)
}

# Not while another variable in the list has to change as well.
recommendation(entry, missing) := {"recommended_value": with_variables(entry, missing)} if {
	not has_wrong_variable(entry)
} else := {}

has_wrong_variable(entry) if {
	some name in options
	some setting in elastic.settings(entry, name)
	startswith(setting.field, "env")
	not is_on(setting)
}

# No variable of that name has a value.
with_variables(entry, names) := array.concat(
	[item | some item in entry.container.env; not is_named(item, names)],
	[{"name": name, "value": "true"} | some name in names],
)

is_named(item, names) if item.name in names

violation contains result if {
	some entry in elastic.servers
	wrong := [object.union(setting, {"name": name}) |
		some name in options
		some setting in elastic.settings(entry, name)
		not is_on(setting)
	]
	some field in {setting.field | some setting in wrong}
	here := [setting | some setting in wrong; setting.field == field]
	names := sort({setting.name | some setting in here})
	result := object.union(
		software.finding(entry, field, sprintf("does not switch %s on", [concat(" and ", names)])),
		elastic.corrected(here[0], "true"),
	)
}

is_on(setting) if flags.is_on(setting.value)
