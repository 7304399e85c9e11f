# How the API server reads a NetworkPolicy whose fields are left out.
package edict.lib.network

# True if the policy restricts the direction, "Ingress" or "Egress". Without policyTypes it restricts ingress, and
# egress where it has egress rules.
restricts(policy, direction) if direction in policy.spec.policyTypes

restricts(policy, "Ingress") if not names_directions(policy)

restricts(policy, "Egress") if {
	not names_directions(policy)
	some _ in policy.spec.egress
}

names_directions(policy) if some _ in policy.spec.policyTypes

# True if the policy selects every pod of its namespace; a selector that is left out is an empty one.
selects_all_pods(policy) if not narrows(policy)

narrows(policy) if some _ in policy.spec.podSelector.matchLabels

narrows(policy) if some _ in policy.spec.podSelector.matchExpressions
