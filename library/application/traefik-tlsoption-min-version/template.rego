package edict.templates.traefik_tlsoption_min_version

import data.edict.lib.patterns

ranks := {"VersionTLS10": 0, "VersionTLS11": 1, "VersionTLS12": 2, "VersionTLS13": 3}

violation contains result if {
	not is_enough
	result := {
		"msg": sprintf("%s; %s is required", [detected, input.parameters.min_version]),
		"violating_key": "spec.minVersion",
		"recommended_value": input.parameters.min_version,
	}
}

violation contains result if {
	input.metadata.name == "default"
	not is_administrators
	result := {
		"msg": "The options named default are for the whole cluster and belong to the administrators",
		"violating_key": "metadata.name",
	}
}

is_administrators if patterns.in_namespaces(input.parameters.admin_namespaces)

is_enough if ranks[input.spec.minVersion] >= ranks[input.parameters.min_version]

detected := sprintf("The least version is %v", [version]) if {
	version := input.spec.minVersion
	not version in {"", null}
} else := "No least version is set"
