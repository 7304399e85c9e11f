# A policy denies by default if it has no selector and either no rules with action ALLOW or one empty rule with action
# DENY. One in the root namespace istio-system counts for every namespace.
package edict.templates.istio_authorizationpolicy_default_deny

import data.edict.lib.inventory
import data.edict.lib.istio
import data.edict.lib.patterns

violation contains result if {
	istio.in_mesh(input.metadata.labels)
	not is_exempt
	not denies_by_default
	result := {
		"msg": sprintf("Namespace '%s' has no AuthorizationPolicy that denies by default", [input.metadata.name]),
		"violating_key": "metadata.name",
	}
}

is_exempt if patterns.matches_any(input.metadata.name, input.parameters.exempt_namespaces)

denies_by_default if {
	some namespace in {input.metadata.name, "istio-system"}
	some policy in inventory.in_namespace(namespace, "security.istio.io", "AuthorizationPolicy")
	not is_narrow(policy)
	denies_everything(policy)
}

is_narrow(policy) if some _ in policy.spec.selector.matchLabels

is_narrow(policy) if policy.spec.targetRef != null

is_narrow(policy) if some _ in policy.spec.targetRefs

denies_everything(policy) if {
	action(policy) == "ALLOW"
	not has_rules(policy)
}

denies_everything(policy) if {
	action(policy) == "DENY"
	some rule in policy.spec.rules
	rule in [{}, null]
}

action(policy) := policy.spec.action if {
	policy.spec.action != null
} else := "ALLOW"

has_rules(policy) if some _ in policy.spec.rules
