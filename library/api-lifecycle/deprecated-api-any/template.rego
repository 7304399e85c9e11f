# The API server shows stored objects in a version of its own choice; the annotation of kubectl apply and managedFields
# tell which version their authors used.
package edict.templates.deprecated_api_any

import data.edict.lib.paths
import data.edict.lib.versions

target := versions.minor(input.parameters.target_version)

violation contains result if {
	end := versions.lifecycle(input.apiVersion, input.kind)
	concerns(end)
	not versions.is_generated
	result := versions.finding("apiVersion", versions.describe(input.apiVersion, end, target), end)
}

violation contains result if {
	some origin in origins
	end := versions.lifecycle(origin.api_version, origin.kind)
	concerns(end)
	end.removed
	result := {
		"msg": sprintf("Written in an old version: %s", [versions.describe(origin.api_version, end, target)]),
		"violating_key": origin.key,
	}
}

concerns(end) if end.removed <= target

concerns(end) if {
	input.parameters.include_deprecated
	end.deprecated <= target
}

origins contains origin if {
	text := input.metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]
	json.is_valid(text)
	applied := json.unmarshal(text)
	origin := {
		"api_version": applied.apiVersion,
		"kind": applied.kind,
		"key": paths.member("metadata.annotations", "kubectl.kubernetes.io/last-applied-configuration"),
	}
}

origins contains origin if {
	some index, field in input.metadata.managedFields
	origin := {
		"api_version": field.apiVersion,
		"kind": input.kind,
		"key": sprintf("metadata.managedFields[%d].apiVersion", [index]),
	}
}
