# Only rules that name podsecuritypolicies count; what grants everything is not a left-over of theirs.
package edict.templates.podsecuritypolicy_removed

import data.edict.lib.rbac

violation contains result if {
	input.kind == "PodSecurityPolicy"
	result := {
		"msg": "PodSecurityPolicy was removed in Kubernetes 1.25",
		"violating_key": "kind",
	}
}

violation contains result if {
	some entry in rbac.granting({"use"}, {"policy": {"podsecuritypolicies"}, "extensions": {"podsecuritypolicies"}})
	"podsecuritypolicies" in entry.rule.resources
	result := {
		"msg": "The use of PodSecurityPolicies is granted, which Kubernetes 1.25 removed",
		"violating_key": rbac.key(entry, "resources"),
	}
}
