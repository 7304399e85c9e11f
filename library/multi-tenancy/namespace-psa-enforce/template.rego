# A value that is no level counts as none, and no label means privileged.
package edict.templates.namespace_psa_enforce

import data.edict.lib.paths
import data.edict.lib.patterns

key := "pod-security.kubernetes.io/enforce"

violation contains result if {
	not exempt
	not is_enough
	result := {
		"msg": sprintf("%s; %s is required", [detected, input.parameters.min_level]),
		"violating_key": paths.member("metadata.labels", key),
		"recommended_value": input.parameters.min_level,
	}
}

exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_namespaces)

is_enough if input.parameters.min_level == "privileged"

is_enough if ranks[input.metadata.labels[key]] >= ranks[input.parameters.min_level]

ranks := {"privileged": 0, "baseline": 1, "restricted": 2}

detected := sprintf("The enforced Pod Security level is '%v'", [level]) if {
	level := input.metadata.labels[key]
} else := "No Pod Security level is enforced"
