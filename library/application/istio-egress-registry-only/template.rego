# The mesh configuration is the key mesh of the ConfigMap istio, or istio-<revision>.
package edict.templates.istio_egress_registry_only

violation contains result if {
	input.kind == "Sidecar"
	mode := object.get(input, ["spec", "outboundTrafficPolicy", "mode"], null)
	mode != "REGISTRY_ONLY"
	result := {
		"msg": describe(mode),
		"violating_key": "spec.outboundTrafficPolicy.mode",
		"recommended_value": "REGISTRY_ONLY",
	}
}

violation contains result if {
	input.kind == "ConfigMap"
	is_string(input.metadata.name)
	regex.match(`^istio(-.*)?$`, input.metadata.name)
	text := input.data.mesh
	is_string(text)
	mode := mode_in(text)
	mode != "REGISTRY_ONLY"
	result := {
		"msg": describe(mode),
		"violating_key": "data.mesh",
	}
}

mode_in(text) := mode if {
	yaml.is_valid(text)
	mode := yaml.unmarshal(text).outboundTrafficPolicy.mode
} else := null

describe(null) := "No mode of the outbound traffic policy is set; REGISTRY_ONLY is required"

describe(mode) := sprintf("The mode of the outbound traffic policy is %v; REGISTRY_ONLY is required", [mode]) if mode != null
