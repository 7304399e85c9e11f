# Names are compared whatever their case and the marks between words, so that private-key and privateKey match private_key.
# Binary values count too.
package edict.templates.configmap_no_secret_keys

import data.edict.lib.env
import data.edict.lib.paths

violation contains result if {
	some field in ["data", "binaryData"]
	some name, _ in input[field]
	env.sounds_like(name, input.parameters.key_patterns)
	result := {
		"msg": sprintf("The key %s sounds like a secret", [name]),
		"violating_key": paths.member(field, name),
	}
}
