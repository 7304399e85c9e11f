package edict.templates.istio_namespace_injection

import data.edict.lib.istio
import data.edict.lib.labels
import data.edict.lib.patterns

violation contains result if {
	patterns.matches_any(input.metadata.name, input.parameters.namespaces)
	not is_in_mesh(input.parameters.mode)
	wanted := labels_wanted[input.parameters.mode]
	result := {
		"msg": sprintf("%s; the namespace is not taken into the mesh", [labels.describe("labels", wanted.label)]),
		"violating_key": labels.key("labels", wanted.label),
		"recommended_value": wanted.value,
	}
}

labels_wanted := {
	"sidecar": {"label": "istio-injection", "value": "enabled"},
	"ambient": {"label": "istio.io/dataplane-mode", "value": "ambient"},
}

is_in_mesh("sidecar") if istio.has_sidecars(input.metadata.labels)

is_in_mesh("ambient") if istio.is_ambient(input.metadata.labels)
