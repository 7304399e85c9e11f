# A receiver named null, and one of the list without any configuration, sends nothing. A receiver that is not in the list
# cannot be judged and passes.
package edict.templates.alertmanager_receiver_present

violation contains result if {
	not reaches_somebody
	result := {
		"msg": "No route leads to a receiver that sends alerts",
		"violating_key": "spec.route.receiver",
	}
}

reaches_somebody if {
	route := object.get(input, ["spec", "route"], null)
	walk(route, [_, value])
	name := value.receiver
	is_string(name)
	not lower(trim_space(name)) in {"", "null"}
	not sends_nothing(name)
}

sends_nothing(name) if {
	some receiver in input.spec.receivers
	receiver.name == name
	count([field | some field, configs in receiver; field != "name"; some _ in configs]) == 0
}
