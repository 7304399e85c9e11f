package edict.templates.vault_not_dev_mode

import data.edict.lib.flags
import data.edict.lib.software

image := `(^|/)vault(-enterprise)?(:|@|$)`

violation contains result if {
	some entry in software.containers(image)
	some name in ["-dev", "-dev-tls", "-dev-ha"]
	some option in flags.each(entry, name)
	not is_off(option)
	result := object.union(
		software.finding(entry, option.field, "is started in development mode"),
		flags.removed(option),
	)
}

is_off(option) if flags.is_off(option.value)

violation contains result if {
	some entry in software.containers(image)
	name := "VAULT_DEV_ROOT_TOKEN_ID"
	found := software.variable(entry, name)
	is_set(found.variable)
	result := object.union(
		software.finding(entry, sprintf("env[%d].name", [found.index]), "sets the root token of the development mode"),
		{"recommended_action": "remove"},
	)
}

is_set(variable) if {
	value := variable.value
	not value in {"", null}
}

is_set(variable) if is_object(variable.valueFrom)

violation contains result if {
	some entry in software.containers(image)
	address := software.literal(entry, "VAULT_ADDR")
	is_string(address)
	startswith(lower(address), "http://")
	result := software.finding(entry, software.value_field(entry, "VAULT_ADDR"), "talks to Vault without TLS")
}
