# A path, a URL without credentials and a value made of references to other variables tell no secret. Where the agent
# withheld the value, a name that ends in FILE, PATH, DIR, URL or URI is taken for one of these. Names are compared
# whatever their case and the marks between words.
package edict.templates.no_secrets_in_env_values

import data.edict.lib.env
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some item in env.variables
	value := env.literal(item.variable)
	name := env.name(item.variable)
	sounds_secret(name)
	not patterns.matches_any(name, input.parameters.allowed_names)
	not is_harmless(name, value)
	result := {
		"msg": sprintf("%s has the value of %s written out", [workloads.describe(item.entry), name]),
		"violating_key": env.variable_key(item, "value"),
	}
}

sounds_secret(name) if env.sounds_like(name, input.parameters.key_patterns)

is_harmless(_, value) if regex.match(`^(~|\.{1,2})?/[\w.@%+,:~/-]*$|^[A-Za-z]:[\\/]`, known(value))

is_harmless(_, value) if {
	regex.match(`^[\w.-]+(/[\w.-]+)*\.(pem|crt|cert|key|json|ya?ml|txt|conf|ini|toml|properties|env|jks|p12|pfx)$`, known(value))
}

# A scheme, no user or password, and no parameter that sounds secret.
is_harmless(_, value) if {
	regex.match(`^(?:[A-Za-z][\w+.-]*:)+//(?::?@)?[^\s/?#@]*(?:[/?#]\S*)?$`, known(value))
	not regex.match(`(?i)[?&;#][^=&]*(passw|pwd|secret|token|key|sig|credential)[^=&]*=[^&]`, known(value))
}

is_harmless(_, value) if known(value) == ""

is_harmless(name, value) if {
	env.is_withheld(value)
	regex.match(`(?i)(file|path|dir|url|uri)$`, name)
}

# What is left of the text without references to other variables.
known(value) := regex.replace(value, `\$\([\w.-]+\)`, "") if is_string(value)
