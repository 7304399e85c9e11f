# In a copy of a Secret that kubectl apply left, the data is decoded first. Where the agent put a mask into an annotation, a
# value of a Secret or a private key stood there.
package edict.templates.annotations_no_secrets

import data.edict.lib.paths

violation contains result if {
	some name, value in input.metadata.annotations
	is_string(value)
	holds_credential(name, value)
	result := {
		"msg": sprintf("The annotation %s contains a credential", [name]),
		"violating_key": paths.member("metadata.annotations", name),
		"recommended_action": "remove",
	}
}

holds_credential(_, value) if is_credential(value)

holds_credential("kubectl.kubernetes.io/last-applied-configuration", value) if {
	some text in secret_values(value)
	is_credential(text)
}

is_credential(text) if {
	some pattern in input.parameters.patterns
	regex.match(pattern, text)
}

is_credential(text) if contains(text, "edict:redacted:")

secret_values(configuration) := [base64.decode(encoded) |
	json.is_valid(configuration)
	applied := json.unmarshal(configuration)
	applied.kind == "Secret"
	some encoded in applied.data
	is_string(encoded)
	base64.is_valid(encoded)
]
