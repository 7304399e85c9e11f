# In a copy of a Secret that kubectl apply left, the data is decoded first. Where the agent put a mask into an annotation, a
# value of a Secret or a private key stood there.
package edict.templates.annotations_no_secrets

import data.edict.lib.paths

applied := "kubectl.kubernetes.io/last-applied-configuration"

violation contains finding(name) if {
	some name, value in input.metadata.annotations
	is_string(value)
	is_credential(value)
}

violation contains finding(applied) if {
	value := input.metadata.annotations[applied]
	is_string(value)
	some text in secret_values(value)
	is_credential(text)
}

finding(name) := {
	"msg": sprintf("The annotation %s contains a credential", [name]),
	"violating_key": paths.member("metadata.annotations", name),
	"recommended_action": "remove",
}

is_credential(text) if {
	some pattern in input.parameters.patterns
	regex.match(pattern, text)
}

is_credential(text) if contains(text, "edict:redacted:")

secret_values(configuration) := [base64.decode(encoded) |
	json.is_valid(configuration)
	object := json.unmarshal(configuration)
	object.kind == "Secret"
	some encoded in object.data
	is_string(encoded)
	base64.is_valid(encoded)
]
