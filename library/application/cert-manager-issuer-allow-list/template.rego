# An entry is the name of an issuer, for both kinds, or Kind/name. There is a recommended value where the first entry that
# the kind of the issuer fits names no prefix.
package edict.templates.cert_manager_issuer_allow_list

import data.edict.lib.labels
import data.edict.lib.patterns

issuers contains {"kind": kind, "name": name, "key": "spec.issuerRef.name"} if {
	input.kind == "Certificate"
	name := object.get(input, ["spec", "issuerRef", "name"], "")
	kind := kind_of(object.get(input, ["spec", "issuerRef", "kind"], ""))
}

issuers contains {"kind": "ClusterIssuer", "name": name, "key": labels.key("annotations", "cert-manager.io/cluster-issuer")} if {
	input.kind == "Ingress"
	name := labels.stated("annotations", "cert-manager.io/cluster-issuer")
}

issuers contains {"kind": kind, "name": name, "key": labels.key("annotations", "cert-manager.io/issuer")} if {
	input.kind == "Ingress"
	name := labels.stated("annotations", "cert-manager.io/issuer")
	kind := kind_of(object.get(input, ["metadata", "annotations", "cert-manager.io/issuer-kind"], ""))
}

kind_of(kind) := "Issuer" if kind in {"", null}

kind_of(kind) := kind if not kind in {"", null}

violation contains object.union(result, recommendation(issuer)) if {
	some issuer in issuers
	not is_allowed(issuer)
	result := {
		"msg": sprintf("%v '%v' is not an allowed issuer", [issuer.kind, issuer.name]),
		"violating_key": issuer.key,
	}
}

is_allowed(issuer) if patterns.matches_any(issuer.name, input.parameters.allowed)

is_allowed(issuer) if patterns.matches_any(sprintf("%v/%v", [issuer.kind, issuer.name]), input.parameters.allowed)

recommendation(issuer) := {"recommended_value": names[0]} if {
	names := [split(entry, "/")[count(split(entry, "/")) - 1] |
		some entry in input.parameters.allowed
		fits_kind(entry, issuer.kind)
		not endswith(entry, "*")
	]
	count(names) > 0
} else := {}

fits_kind(entry, _) if not contains(entry, "/")

fits_kind(entry, kind) if startswith(entry, sprintf("%v/", [kind]))
