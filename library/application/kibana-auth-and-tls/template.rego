# Settings may also be options such as --server.ssl.enabled=true. Where a kibana.yml is mounted nothing counts as missing.
# Without a setting Kibana serves http and asks Elasticsearch by http.
package edict.templates.kibana_auth_and_tls

import data.edict.lib.flags
import data.edict.lib.mounted_config
import data.edict.lib.software

servers := software.servers(`(^|/)kibana(-wolfi|-ubi[0-9]*)?(:|@|$)`, {"kibana-keystore", "kibana-plugin", "curl"})

violation contains result if {
	some entry in servers
	not mounted_config.holds(entry, {"/usr/share/kibana/config", "/opt/bitnami/kibana/conf", "/opt/bitnami/kibana/config"}, "kibana.yml")
	missing := [names[0] |
		some names in [["ELASTICSEARCH_HOSTS", "ELASTICSEARCH_URL"], ["SERVER_SSL_ENABLED"]]
		not software.gives_any(entry, names)
		not flags.is_given(entry, replace(lower(names[0]), "_", "."))
	]
	count(missing) > 0
	result := software.finding(entry, "env", sprintf("does not set %s", [concat(", ", missing)]))
}

violation contains result if {
	some entry in servers
	found := settings(entry)
	some field in {setting.field | some setting in found}
	faults := sort({fault | some setting in found; setting.field == field; some fault in faults_of(setting)})
	count(faults) > 0
	result := software.finding(entry, field, concat(" and ", faults))
}

faults_of(setting) := {fault |
	some fault, is_there in {
		"reaches Elasticsearch without TLS": is_plain(setting),
		"serves visitors without TLS": serves_plain(setting),
		"lets visitors in without a login": is_anonymous(setting),
	}
	is_there
}

default is_plain(_) := false

is_plain(setting) if {
	setting.name in {"elasticsearch.hosts", "elasticsearch.url"}
	some host in split(setting.value, ",")
	not regex.match(`(?i)^[\s"'\[]*(https://|\$|$)`, trim_right(host, ` ]"'`))
}

default serves_plain(_) := false

serves_plain(setting) if {
	setting.name == "server.ssl.enabled"
	not is_switched_on(setting)
}

default is_anonymous(_) := false

is_anonymous(setting) if {
	regex.match(`^xpack\.security\.authc\.(providers\.)?anonymous(\.|$)`, setting.name)
	not is_switched_off(setting)
}

is_switched_on(setting) if flags.is_on(setting.value)

is_switched_off(setting) if {
	endswith(setting.name, ".enabled")
	flags.is_off(setting.value)
}

is_anonymous(setting) if {
	setting.name == "xpack.security.authc.providers"
	contains(setting.value, "anonymous")
}

# {"name", "value", "field"} of what is written out, in variables and options.
settings(entry) := array.concat(
	[setting |
		some item in entry.container.env
		is_string(item.name)
		setting := {
			"name": replace(lower(item.name), "_", "."),
			"value": sprintf("%v", [software.literal(entry, item.name)]),
			"field": software.value_field(entry, item.name),
		}
	],
	[{"name": name, "value": flags.value(entry, name), "field": flags.last(entry, name).field} |
		some word in flags.words(entry)
		startswith(word.text, "--")
		name := trim_left(split(word.text, "=")[0], "-")
	],
)
