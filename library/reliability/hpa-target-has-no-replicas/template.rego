# An object in the cluster always has the field. There the manifest that kubectl has applied last decides, and removing the
# field from the object itself is no remedy, so none is recommended.
package edict.templates.hpa_target_has_no_replicas

import data.edict.lib.autoscalers

violation contains result if {
	not is_live
	input.spec.replicas != null
	some _ in autoscalers.own
	result := object.union(finding, {"recommended_action": "remove"})
}

violation contains result if {
	is_live
	manifest.spec.replicas != null
	some _ in autoscalers.own
	result := finding
}

finding := {
	"msg": "The manifest sets the replicas that an autoscaler scales",
	"violating_key": "spec.replicas",
}

# The API server gives the first two to every object, and kubectl apply the third.
is_live if input.metadata.uid != ""

is_live if input.metadata.resourceVersion != ""

is_live if last_applied

last_applied := input.metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]

manifest := json.unmarshal(text) if {
	text := last_applied
	is_string(text)
	json.is_valid(text)
}
