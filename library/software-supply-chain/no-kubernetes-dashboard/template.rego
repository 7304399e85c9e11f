# Repositories named kubernetesui/dashboard or kubernetes-dashboard, with any ending such as -api or -amd64, in any registry.
package edict.templates.no_kubernetes_dashboard

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	image := workloads.image(entry)
	regex.match(`(^|/)(kubernetesui/dashboard|kubernetes-dashboard)`, images.path(image))
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s runs the Kubernetes Dashboard", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "image"),
	}
}
