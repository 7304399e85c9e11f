# Secrets of the service account are added by the API server when a pod is made; a template does not show them. Entries
# without a name count as none.
package edict.templates.image_pull_secrets_required

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	not has_secret
	private := [entry |
		some entry in workloads.containers
		image := workloads.image(entry)
		image != ""
		images.lies_in(image, input.parameters.private_registries)
		not patterns.matches_any(image, input.parameters.exempt_images)
	]
	count(private) > 0
	result := {
		"msg": sprintf("%s uses a private image, but the pod names no pull secret", [workloads.describe(private[0])]),
		"violating_key": workloads.pod_key("imagePullSecrets"),
	}
}

has_secret if {
	some secret in workloads.pod_spec.imagePullSecrets
	is_string(secret.name)
	secret.name != ""
}
