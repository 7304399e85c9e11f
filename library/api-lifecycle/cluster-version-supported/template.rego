# The version of the control plane is not part of a Node; the latest version and how far a node may be behind are given
# as parameters, the default being what Kubernetes allows between the two. A newer kubelet than the latest one is let pass.
package edict.templates.cluster_version_supported

import data.edict.lib.versions

violation contains result if {
	version := input.status.nodeInfo.kubeletVersion
	behind := input.parameters.latest_minor - versions.minor(version)
	behind > input.parameters.max_behind
	result := {
		"msg": sprintf("The kubelet's version %s is %d minor versions behind", [version, behind]),
		"violating_key": "status.nodeInfo.kubeletVersion",
		"recommended_value": sprintf("v1.%d", [input.parameters.latest_minor]),
	}
}
