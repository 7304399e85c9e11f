# Certificates instead of SASL, the type tls of Strimzi, pass. The type scram-sha-512 is SCRAM-SHA-512, oauth is
# OAUTHBEARER, and enablePlain adds PLAIN to it.
package edict.templates.kafka_sasl_mechanism

import data.edict.lib.kafka
import data.edict.lib.paths
import data.edict.lib.software

violation contains result if {
	some entry in kafka.brokers
	some name in {item.name | some item in entry.container.env; is_string(item.name)}
	regex.match(`^KAFKA_.*SASL_(ENABLED_MECHANISMS|MECHANISM|MECHANISM_INTER_BROKER_PROTOCOL|MECHANISM_CONTROLLER_PROTOCOL)$`, name)
	mechanisms := listed(software.literal(entry, name))
	denied := [mechanism | some mechanism in mechanisms; not mechanism in input.parameters.allowed]
	count(denied) > 0
	result := object.union(
		software.finding(entry, software.value_field(entry, name), sprintf("allows logins by %s", [concat(", ", denied)])),
		recommendation(mechanisms),
	)
}

listed(value) := [item | some text in split(sprintf("%v", [value]), ","); item := upper(trim_space(text)); item != ""] if value != null

# What is allowed of the mechanisms, or else the first allowed one.
recommendation(mechanisms) := {"recommended_value": concat(",", kept)} if {
	kept := [mechanism | some mechanism in mechanisms; mechanism in input.parameters.allowed]
	count(kept) > 0
} else := {"recommended_value": input.parameters.allowed[0]} if {
	count(input.parameters.allowed) > 0
} else := {}

logins := [{"name": object.get(listener, "name", index), "key": sprintf("spec.kafka.listeners%s.authentication", [member(index)]), "login": listener.authentication} |
	input.kind == "Kafka"
	some index, listener in input.spec.kafka.listeners
	is_object(listener)
	is_object(listener.authentication)
]

# Listeners are a list, and in the old form an object.
member(index) := sprintf("[%d]", [index]) if is_number(index)

member(name) := paths.member("", name) if is_string(name)

types := {"scram-sha-256": "SCRAM-SHA-256", "scram-sha-512": "SCRAM-SHA-512", "oauth": "OAUTHBEARER", "plain": "PLAIN"}

violation contains result if {
	some entry in logins
	mechanism := types[entry.login.type]
	not mechanism in input.parameters.allowed
	result := object.union(
		finding(entry, "type", mechanism),
		{"recommended_value": type | some type, name in {"scram-sha-512": "SCRAM-SHA-512"}; name in input.parameters.allowed},
	)
}

violation contains result if {
	some entry in logins
	entry.login.enablePlain == true
	not "PLAIN" in input.parameters.allowed
	result := object.union(finding(entry, "enablePlain", "PLAIN"), {"recommended_value": false})
}

violation contains result if {
	some entry in logins
	entry.login.type == "custom"
	mechanisms := listed(entry.login.listenerConfig["sasl.enabled.mechanisms"])
	denied := [mechanism | some mechanism in mechanisms; not mechanism in input.parameters.allowed]
	count(denied) > 0
	result := object.union(
		finding(entry, `listenerConfig["sasl.enabled.mechanisms"]`, concat(", ", denied)),
		recommendation(mechanisms),
	)
}

# Strimzi itself leaves such a setting out.
violation contains result if {
	input.kind == "Kafka"
	name := "sasl.enabled.mechanisms"
	mechanisms := listed(input.spec.kafka.config[name])
	denied := [mechanism | some mechanism in mechanisms; not mechanism in input.parameters.allowed]
	count(denied) > 0
	result := object.union(
		{
			"msg": sprintf("The configuration allows logins by %s", [concat(", ", denied)]),
			"violating_key": sprintf("spec.kafka.config[%q]", [name]),
		},
		recommendation(mechanisms),
	)
}

finding(entry, field, mechanisms) := {
	"msg": sprintf("The listener '%v' allows logins by %s", [entry.name, mechanisms]),
	"violating_key": sprintf("%s.%s", [entry.key, field]),
}
