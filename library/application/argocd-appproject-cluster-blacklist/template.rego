# A whitelist that allows every kind of every group is none.
package edict.templates.argocd_appproject_cluster_blacklist

violation contains result if {
	not forbids_all
	not has_whitelist
	result := {
		"msg": "Cluster-wide objects are neither forbidden nor listed",
		"violating_key": "spec.clusterResourceBlacklist",
		"recommended_value": [{"group": "*", "kind": "*"}],
	}
}

forbids_all if {
	some entry in input.spec.clusterResourceBlacklist
	entry.group == "*"
	entry.kind == "*"
}

has_whitelist if {
	is_array(input.spec.clusterResourceWhitelist)
	not allows_all
}

allows_all if {
	some entry in input.spec.clusterResourceWhitelist
	entry.group == "*"
	entry.kind == "*"
}
