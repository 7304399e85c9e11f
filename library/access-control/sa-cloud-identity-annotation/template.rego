package edict.templates.sa_cloud_identity_annotation

import data.edict.lib.paths

annotations := {
	"azure.workload.identity/client-id",
	"eks.amazonaws.com/role-arn",
	"iam.gke.io/gcp-service-account",
} | object.keys(input.parameters.patterns)

violation contains result if {
	some name in annotations
	value := input.metadata.annotations[name]
	not value in {"", null}
	problem := problems(name, sprintf("%v", [value]))[0]
	result := {
		"msg": sprintf("The cloud identity '%v' %s", [value, problem]),
		"violating_key": paths.member("metadata.annotations", name),
	}
}

problems(name, value) := array.concat(
	["is denied" | some pattern in input.parameters.denied; regex.match(pattern, value)],
	["is not an allowed one" |
		pattern := input.parameters.patterns[name]
		not regex.match(pattern, value)
	],
)
