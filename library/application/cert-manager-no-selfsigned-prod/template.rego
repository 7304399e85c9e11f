package edict.templates.cert_manager_no_selfsigned_prod

import data.edict.lib.inventory
import data.edict.lib.patterns

violation contains result if {
	patterns.in_namespaces(input.parameters.namespaces)
	some issuer in issuers
	issuer.metadata.name == input.spec.issuerRef.name
	is_object(issuer.spec.selfSigned)
	result := {
		"msg": sprintf("The issuer '%s' is a self-signed one", [input.spec.issuerRef.name]),
		"violating_key": "spec.issuerRef.name",
	}
}

issuers := inventory.cluster_wide("cert-manager.io", "ClusterIssuer") if {
	input.spec.issuerRef.kind == "ClusterIssuer"
} else := inventory.in_namespace(inventory.own_namespace, "cert-manager.io", "Issuer")
