# A stricter level than the wanted one passes.
package edict.templates.namespace_psa_warn_audit

import data.edict.lib.paths

violation contains result if {
	some mode in ["warn", "audit"]
	key := sprintf("pod-security.kubernetes.io/%s", [mode])
	not is_enough(key)
	result := {
		"msg": sprintf("The %s level of Pod Security is %s, not %s", [mode, detected(key), input.parameters.level]),
		"violating_key": paths.member("metadata.labels", key),
		"recommended_value": input.parameters.level,
	}
}

is_enough(key) if ranks[input.metadata.labels[key]] >= ranks[input.parameters.level]

ranks := {"privileged": 0, "baseline": 1, "restricted": 2}

detected(key) := sprintf("'%v'", [input.metadata.labels[key]]) if {
	input.metadata.labels[key]
} else := "not set"
