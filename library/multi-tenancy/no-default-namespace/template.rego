# What the cluster itself puts there passes: the Service kubernetes, the ConfigMap kube-root-ca.crt and the service account
# default.
package edict.templates.no_default_namespace

import data.edict.lib.inventory

violation contains result if {
	input.kind in input.parameters.kinds
	inventory.own_namespace == "default"
	not is_made_by_cluster
	result := {
		"msg": message,
		"violating_key": "metadata.namespace",
	}
}

is_made_by_cluster if [input.kind, input.metadata.name] in {
	["Service", "kubernetes"],
	["ConfigMap", "kube-root-ca.crt"],
	["ServiceAccount", "default"],
}

message := "The object lies in the default namespace" if {
	input.metadata.namespace == "default"
} else := "No namespace is set, which means default"
