# The value ingress gets the proxy as well.
package edict.templates.linkerd_injection_namespace

import data.edict.lib.labels
import data.edict.lib.patterns

violation contains result if {
	patterns.matches_any(input.metadata.name, input.parameters.namespaces)
	not is_injected
	result := {
		"msg": sprintf("%s; enabled is required", [labels.describe("annotations", "linkerd.io/inject")]),
		"violating_key": labels.key("annotations", "linkerd.io/inject"),
		"recommended_value": "enabled",
	}
}

is_injected if input.metadata.annotations["linkerd.io/inject"] in {"enabled", "ingress"}
