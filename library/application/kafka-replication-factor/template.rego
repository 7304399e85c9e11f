# Without settings a broker keeps one copy and asks for one in step. A KafkaTopic that says nothing follows its broker. Where
# a server.properties is mounted, nothing counts as missing.
package edict.templates.kafka_replication_factor

import data.edict.lib.integers
import data.edict.lib.kafka
import data.edict.lib.software

least := {"default.replication.factor": input.parameters.min, "min.insync.replicas": 2}

violation contains result if {
	some entry in kafka.brokers
	not kafka.is_configured(entry)
	missing := [setting |
		some setting in ["default.replication.factor", "min.insync.replicas"]
		least[setting] > 1
		not kafka.is_given(entry, setting)
	]
	count(missing) > 0
	added := [{"name": kafka.name(entry, setting), "value": sprintf("%d", [least[setting]])} | some setting in missing]
	result := object.union(
		software.finding(entry, "env", sprintf("does not set %s", [concat(" and ", missing)])),
		recommendation(entry, added),
	)
}

# Not while another value in the list has to change as well.
recommendation(entry, added) := {"recommended_value": array.concat(kept, added)} if {
	kept := [item | some item in entry.container.env; not is_named(item, added)]
	not has_too_few(entry)
} else := {}

has_too_few(entry) if {
	some name, number in least
	some setting in kafka.settings(entry, name)
	value := setting.value
	not is_enough(value, number)
}

is_named(item, added) if {
	some other in added
	other.name == item.name
}

violation contains result if {
	some entry in kafka.brokers
	some name, number in least
	some setting in kafka.settings(entry, name)
	value := setting.value
	not is_enough(value, number)
	result := object.union(
		software.finding(entry, setting.field, sprintf("has %s %s and not at least %d", [name, value, number])),
		{"recommended_value": sprintf("%d", [number])},
	)
}

is_enough(value, number) if integers.of(value) >= number

violation contains result if {
	input.kind == "Kafka"
	is_object(input.spec.kafka)
	some name, number in least
	value := configured(name)
	not is_enough(value, number)
	result := {
		"msg": sprintf("%s is %v and not at least %d", [name, value, number]),
		"violating_key": sprintf("spec.kafka.config[%q]", [name]),
		"recommended_value": number,
	}
}

configured(name) := value if {
	value := input.spec.kafka.config[name]
	value != null
} else := 1

violation contains result if {
	input.kind == "KafkaTopic"
	value := input.spec.replicas
	value != null
	number := input.parameters.min
	not is_enough(value, number)
	result := {
		"msg": sprintf("The topic is kept on %v brokers and not at least %d", [value, number]),
		"violating_key": "spec.replicas",
		"recommended_value": number,
	}
}

violation contains result if {
	input.kind == "KafkaTopic"
	name := "min.insync.replicas"
	value := input.spec.config[name]
	value != null
	number := least[name]
	not is_enough(value, number)
	result := {
		"msg": sprintf("%s is %v and not at least %d", [name, value, number]),
		"violating_key": sprintf("spec.config[%q]", [name]),
		"recommended_value": number,
	}
}
