package edict.templates.ingress_tls_secret_present

violation contains result if {
	not has_issuer
	some index, entry in input.spec.tls
	not names_secret(entry)
	result := {
		"msg": "The TLS entry names no Secret",
		"violating_key": sprintf("spec.tls[%d].secretName", [index]),
	}
}

names_secret(entry) if {
	is_string(entry.secretName)
	trim_space(entry.secretName) != ""
}

has_issuer if {
	some annotation in issuer_annotations
	issuer := input.metadata.annotations[annotation]
	not issuer in {"", null}
}

has_issuer if input.metadata.annotations["kubernetes.io/tls-acme"] == "true"

issuer_annotations := {
	"cert-manager.io/issuer",
	"cert-manager.io/cluster-issuer",
	"certmanager.k8s.io/issuer",
	"certmanager.k8s.io/cluster-issuer",
}
