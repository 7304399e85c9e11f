# In a copy of a Secret that kubectl apply left, the data is decoded first. Where the agent put a mask into an annotation, a
# value of a Secret or a private key stood there.
package edict.templates.annotations_no_secrets

import data.edict.lib.paths

violation contains result if {
	some name, value in input.metadata.annotations
	is_string(value)
	some text in texts(name, value)
	is_credential(text)
	result := {
		"msg": sprintf("The annotation %s contains a credential", [name]),
		"violating_key": paths.member("metadata.annotations", name),
		"recommended_action": "remove",
	}
}

is_credential(text) if {
	some pattern in input.parameters.patterns
	regex.match(pattern, text)
}

is_credential(text) if contains(text, "edict:redacted:")

texts(name, value) := {value} | {base64.decode(encoded) |
	name == "kubectl.kubernetes.io/last-applied-configuration"
	json.is_valid(value)
	applied := json.unmarshal(value)
	applied.kind == "Secret"
	some encoded in applied.data
	is_string(encoded)
	base64.is_valid(encoded)
}
