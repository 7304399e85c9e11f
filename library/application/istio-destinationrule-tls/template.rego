# Without a tls block Istio picks mutual TLS by itself; in a block the mode that is left out is DISABLE.
package edict.templates.istio_destinationrule_tls

import data.edict.lib.istio

violation contains result if {
	some setting in istio.client_settings
	mode := object.get(setting.tls, "mode", null)
	not mode in input.parameters.allowed
	result := {
		"msg": sprintf("The TLS mode is %v; one of %s is required", [effective(mode), concat(", ", input.parameters.allowed)]),
		"violating_key": concat(".", [setting.path, "mode"]),
		"recommended_value": recommended,
	}
}

effective(null) := "DISABLE"

effective(mode) := mode if mode != null

recommended := "ISTIO_MUTUAL" if {
	"ISTIO_MUTUAL" in input.parameters.allowed
} else := input.parameters.allowed[0]
