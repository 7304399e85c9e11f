# Left out or empty, the API server fills in Always for the tag latest, or where neither tag nor digest is written, and
# IfNotPresent else.
package edict.templates.image_pull_policy_always

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	policy := effective_policy(entry, image)
	policy != input.parameters.policy
	not is_exempt(image)
	result := {
		"msg": sprintf("%s pulls its image by the policy %v instead of %s", [workloads.describe(entry), policy, input.parameters.policy]),
		"violating_key": workloads.key(entry, "imagePullPolicy"),
		"recommended_value": input.parameters.policy,
	}
}

effective_policy(entry, image) := policy if {
	policy := entry.container.imagePullPolicy
	not policy in {null, ""}
} else := "Always" if {
	images.effective_tag(image) == "latest"
} else := "IfNotPresent"

is_exempt(image) if {
	input.parameters.exempt_digests
	images.has_digest(image)
}

is_exempt(image) if patterns.matches_any(image, input.parameters.exempt_images)
