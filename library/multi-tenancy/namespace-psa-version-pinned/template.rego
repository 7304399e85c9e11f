# A label that is left out means latest. The cluster's version is the newest kubelet's; without nodes in the inventory it is
# the parameter's.
package edict.templates.namespace_psa_version_pinned

import data.edict.lib.inventory
import data.edict.lib.paths

violation contains result if {
	some mode in ["enforce", "audit", "warn"]
	key := sprintf("pod-security.kubernetes.io/%s-version", [mode])
	version := input.metadata.labels[key]
	not version in {"latest", null}
	not is_near(version)
	result := {
		"msg": sprintf("The Pod Security version '%v' is not within %d of the cluster's 1.%d", [version, input.parameters.max_skew, cluster_minor]),
		"violating_key": paths.member("metadata.labels", key),
		"recommended_value": "latest",
	}
}

is_near(version) if {
	is_string(version)
	regex.match(`^v1\.(0|[1-9][0-9]*)$`, version)
	abs(minor(version) - cluster_minor) <= input.parameters.max_skew
}

minor(version) := to_number(regex.find_all_string_submatch_n(`^v?1\.(0|[1-9][0-9]*)`, version, 1)[0][1])

cluster_minor := max(node_minors) if {
	count(node_minors) > 0
} else := minor(input.parameters.cluster_version)

node_minors := {minor(node.status.nodeInfo.kubeletVersion) |
	some node in inventory.cluster_wide("", "Node")
	is_string(node.status.nodeInfo.kubeletVersion)
}
