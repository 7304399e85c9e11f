# An empty list allows any, but never kube-system. The cluster in-cluster is https://kubernetes.default.svc. An application
# without a namespace lets its manifests choose, which a list of namespaces does not allow.
package edict.templates.argocd_destination_allow_list

import data.edict.lib.patterns

destination := object.get(input, ["spec", "destination"], {})

violation contains result if {
	message := namespace_fault
	result := {
		"msg": message,
		"violating_key": "spec.destination.namespace",
	}
}

violation contains result if {
	count(input.parameters.servers) > 0
	some field in ["name", "server"]
	cluster := destination[field]
	not cluster in {"", null}
	not is_allowed(cluster)
	result := {
		"msg": sprintf("The cluster %v is not an allowed destination", [cluster]),
		"violating_key": concat(".", ["spec.destination", field]),
	}
}

namespace_fault := "Applications must not deploy to kube-system" if {
	destination.namespace == "kube-system"
} else := "The destination names no namespace" if {
	count(input.parameters.namespaces) > 0
	object.get(input, ["spec", "destination", "namespace"], null) in {"", null}
} else := sprintf("The namespace %v is not an allowed destination", [destination.namespace]) if {
	count(input.parameters.namespaces) > 0
	namespace := destination.namespace
	not patterns.matches_any(namespace, input.parameters.namespaces)
}

is_allowed(cluster) if {
	is_string(cluster)
	patterns.matches_any(trim_suffix(cluster, "/"), {trim_suffix(server, "/") | some server in input.parameters.servers})
}

is_allowed("in-cluster") if "https://kubernetes.default.svc" in input.parameters.servers

is_allowed("https://kubernetes.default.svc") if "in-cluster" in input.parameters.servers
