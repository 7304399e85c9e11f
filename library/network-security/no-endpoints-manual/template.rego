# Objects with a controller as owner are left out, and so are those that the cluster's endpoints controllers mark as
# their own and the API server's own `kubernetes`. Networks of other namespaces' pods cannot be told from an object and
# are not judged apart.
package edict.templates.no_endpoints_manual

import data.edict.lib.inventory
import data.edict.lib.selectors

addresses contains {"address": entry.ip, "path": sprintf("subsets[%d].%s[%d].ip", [i, list, j])} if {
	some i, subset in input.subsets
	some list in ["addresses", "notReadyAddresses"]
	some j, entry in subset[list]
}

addresses contains {"address": address, "path": sprintf("endpoints[%d].addresses[%d]", [i, j])} if {
	some i, endpoint in input.endpoints
	some j, address in endpoint.addresses
}

violation contains result if {
	not is_kept_by_cluster
	some entry in addresses
	address := entry.address
	not selectors.within_any(address, input.parameters.allowed_cidrs)
	result := {
		"msg": sprintf("The address %v was entered by hand and lies in no allowed network", [address]),
		"violating_key": entry.path,
	}
}

is_kept_by_cluster if {
	some owner in input.metadata.ownerReferences
	owner.controller == true
}

is_kept_by_cluster if input.metadata.labels["endpoints.kubernetes.io/managed-by"] == "endpoint-controller"

is_kept_by_cluster if input.metadata.labels["endpointslice.kubernetes.io/managed-by"] in {
	"endpointslice-controller.k8s.io",
	"endpointslicemirroring-controller.k8s.io",
}

is_kept_by_cluster if input.metadata.annotations["endpoints.kubernetes.io/last-change-trigger-time"]

is_kept_by_cluster if {
	input.metadata.name == "kubernetes"
	inventory.own_namespace == "default"
}
