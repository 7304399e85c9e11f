# All types but internal count. In the old form of listeners only external is reached from outside, and it has TLS unless
# that is switched off.
package edict.templates.strimzi_listener_tls

# {"name", "listener", "key", "without"} of every external one; `without` is what an absent tls means.
external := array.concat(
	[{"name": object.get(listener, "name", index), "listener": listener, "key": key, "without": false} |
		is_array(input.spec.kafka.listeners)
		some index, listener in input.spec.kafka.listeners
		is_object(listener)
		object.get(listener, "type", "") != "internal"
		key := sprintf("spec.kafka.listeners[%d]", [index])
	],
	[{"name": "external", "listener": listener, "key": "spec.kafka.listeners.external", "without": true} |
		is_object(input.spec.kafka.listeners)
		listener := input.spec.kafka.listeners.external
		is_object(listener)
	],
)

violation contains result if {
	some entry in external
	not has_tls(entry)
	result := {
		"msg": sprintf("The listener '%v' has no TLS", [entry.name]),
		"violating_key": sprintf("%s.tls", [entry.key]),
		"recommended_value": true,
	}
}

violation contains result if {
	some entry in external
	not has_login(entry)
	result := {
		"msg": sprintf("The listener '%v' asks for no login", [entry.name]),
		"violating_key": sprintf("%s.authentication", [entry.key]),
	}
}

has_tls(entry) if object.get(entry.listener, "tls", entry.without) in {true, "true"}

has_login(entry) if is_object(entry.listener.authentication)
