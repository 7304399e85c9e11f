# A workload's pods take over the namespace's policy, so only what they set themselves is judged.
package edict.templates.linkerd_default_policy_deny

import data.edict.lib.labels
import data.edict.lib.paths
import data.edict.lib.workloads

name := "config.linkerd.io/default-inbound-policy"

violation contains result if {
	input.kind == "Namespace"
	not is_strict_here
	result := finding(labels.describe("annotations", name), labels.key("annotations", name))
}

violation contains result if {
	value := workloads.pod_metadata.annotations[name]
	value != null
	not value in input.parameters.allowed
	message := sprintf("The annotation %s is '%v'", [name, value])
	result := finding(message, paths.member(concat(".", [workloads.pod_metadata_path, "annotations"]), name))
}

is_strict_here if input.metadata.annotations[name] in input.parameters.allowed

finding(message, key) := {
	"msg": sprintf("%s; one of %s is required", [message, concat(", ", input.parameters.allowed)]),
	"violating_key": key,
	"recommended_value": recommended,
}

recommended := "deny" if {
	"deny" in input.parameters.allowed
} else := input.parameters.allowed[0]
