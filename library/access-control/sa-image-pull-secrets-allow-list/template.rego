# An entry without a name refers to no secret.
package edict.templates.sa_image_pull_secrets_allow_list

import data.edict.lib.patterns

violation contains result if {
	some index, reference in input.imagePullSecrets
	name := reference.name
	not name in {"", null}
	not patterns.matches_any(name, input.parameters.allowed)
	result := object.union(
		{
			"msg": sprintf("The image pull secret '%v' is not allowed", [name]),
			"violating_key": sprintf("imagePullSecrets[%d].name", [index]),
		},
		{"recommended_value": first | first := input.parameters.allowed[0]; not endswith(first, "*")},
	)
}
