# Without a map the name of a listener is its protocol. A name in the map that none of the written listeners has is not in
# use.
package edict.templates.kafka_no_plaintext_listeners

import data.edict.lib.kafka
import data.edict.lib.software

map := "listener.security.protocol.map"

allowed := {upper(name) | some name in input.parameters.allowed_listeners}

violation contains result if {
	some entry in kafka.brokers
	some setting in kafka.settings(entry, map)
	items := [item | some text in split(setting.value, ","); item := {"text": trim_space(text), "parts": split(trim_space(text), ":")}]
	plain := [item.parts[0] | some item in items; is_plain(entry, item.parts)]
	count(plain) > 0
	right := concat(",", [corrected(entry, item) | some item in items])
	result := object.union(
		software.finding(entry, setting.field, sprintf("has plaintext listeners: %s", [concat(", ", plain)])),
		{"recommended_value": right},
	)
}

is_plain(entry, [name, protocol]) if {
	upper(protocol) == "PLAINTEXT"
	not upper(name) in allowed
	is_used(entry, upper(name))
}

corrected(entry, item) := sprintf("%s:SASL_SSL", [item.parts[0]]) if {
	is_plain(entry, item.parts)
} else := item.text

is_used(entry, name) if name in listeners(entry)

is_used(entry, _) if not kafka.is_given(entry, "listeners")

is_used(entry, _) if count(kafka.settings(entry, "listeners")) == 0

listeners(entry) := {upper(trim_space(split(url, ":")[0])) |
	some setting in kafka.settings(entry, "listeners")
	some url in split(setting.value, ",")
}

violation contains result if {
	some entry in kafka.brokers
	not kafka.is_given(entry, map)
	not "PLAINTEXT" in allowed
	some setting in kafka.settings(entry, urls(entry))
	regex.match(`(?i)(^|,)\s*PLAINTEXT://`, setting.value)
	result := object.union(
		software.finding(entry, setting.field, "has a plaintext listener"),
		{"recommended_value": regex.replace(setting.value, `(?i)(^|,)(\s*)PLAINTEXT://`, "${1}${2}SASL_SSL://")},
	)
}

# Some images listen where they are advertised.
urls(entry) := "listeners" if {
	kafka.is_given(entry, "listeners")
} else := "advertised.listeners"

violation contains result if {
	some entry in kafka.brokers
	software.is_on(entry, "ALLOW_PLAINTEXT_LISTENER")
	result := object.union(
		software.finding(entry, software.value_field(entry, "ALLOW_PLAINTEXT_LISTENER"), "allows plaintext listeners"),
		{"recommended_value": "no"},
	)
}
