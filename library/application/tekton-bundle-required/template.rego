# The field bundle of old counts like the resolver bundles. Versions of the hub cannot be changed, so that an exact one takes
# the place of the digest.
package edict.templates.tekton_bundle_required

import data.edict.lib.images

names := {"TaskRun": ["taskRef", "taskSpec"], "PipelineRun": ["pipelineRef", "pipelineSpec"]}[input.kind]

reference := object.get(input, ["spec", names[0]], null)

violation contains result if {
	result := {
		"msg": fault,
		"violating_key": concat(".", ["spec", names[0]]),
	}
}

fault := "What runs is written inline and comes from no bundle" if {
	not is_object(reference)
} else := "What runs comes neither from a bundle nor from the hub" if {
	not is_bundle
	not is_hub
} else := "The bundle is not named by digest" if {
	is_bundle
	input.parameters.require_digest
	not images.has_digest(bundle)
} else := "The version of the hub's task or pipeline is not an exact one" if {
	is_hub
	input.parameters.require_digest
	not regex.match(`^v?[0-9]+(\.[0-9]+){0,2}$`, param("version"))
}

is_hub if reference.resolver == "hub"

is_bundle if bundle != ""

bundle := reference.bundle if {
	is_string(reference.bundle)
} else := param("bundle") if {
	reference.resolver == "bundles"
} else := ""

param(name) := values[0] if {
	values := [entry.value | some entry in reference.params; entry.name == name; is_string(entry.value)]
	count(values) > 0
} else := ""
