# EKS reads it in kube-system.
package edict.templates.aws_auth_configmap_no_masters

import data.edict.lib.patterns

violation contains result if {
	input.metadata.name == "aws-auth"
	object.get(input.metadata, "namespace", "kube-system") == "kube-system"
	some list in ["mapRoles", "mapUsers"]
	text := input.data[list]
	is_string(text)
	yaml.is_valid(text)
	identities := [identity |
		some entry in yaml.unmarshal(text)
		some group in entry.groups
		group == "system:masters"
		identity := identity_of(entry)
		not patterns.matches_any(identity, input.parameters.allowed_arns)
	]
	count(identities) > 0
	result := {
		"msg": sprintf("In system:masters: %s", [concat(", ", identities)]),
		"violating_key": concat(".", ["data", list]),
	}
}

identity_of(entry) := entry.rolearn if {
	is_string(entry.rolearn)
} else := entry.userarn if {
	is_string(entry.userarn)
} else := "an entry without ARN"
