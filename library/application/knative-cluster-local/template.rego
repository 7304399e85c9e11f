package edict.templates.knative_cluster_local

import data.edict.lib.labels
import data.edict.lib.patterns

name := "networking.knative.dev/visibility"

violation contains result if {
	patterns.in_namespaces(input.parameters.namespaces)
	not labels.is("labels", name, "cluster-local")
	not labels.is("labels", "serving.knative.dev/visibility", "cluster-local")
	result := {
		"msg": sprintf("%s; the service has a public address", [labels.describe("labels", name)]),
		"violating_key": labels.key("labels", name),
		"recommended_value": "cluster-local",
	}
}
