# A Secret comes from a store if an object of one of the kinds owns it or names it as its target, or if the Secrets Store CSI
# driver manages it. Secrets of other types are made by other means.
package edict.templates.require_external_secret_store

import data.edict.lib.inventory

by_hand := {secret.metadata.name |
	some secret in inventory.in_namespace(input.metadata.name, "", "Secret")
	object.get(secret, "type", "Opaque") in {"Opaque", "", null}
	not comes_from_store(secret)
}

violation contains result if {
	count(by_hand) > 0
	result := {
		"msg": sprintf("Secrets that come from no store: %s", [concat(", ", sort(by_hand))]),
		"violating_key": "metadata.name",
	}
}

comes_from_store(secret) if {
	some owner in secret.metadata.ownerReferences
	owner.kind in input.parameters.kinds
}

comes_from_store(secret) if {
	"SecretProviderClass" in input.parameters.kinds
	secret.metadata.labels["secrets-store.csi.k8s.io/managed"] == "true"
}

comes_from_store(secret) if secret.metadata.name in targets

targets contains target if {
	"ExternalSecret" in input.parameters.kinds
	some source in inventory.in_namespace(input.metadata.name, "external-secrets.io", "ExternalSecret")
	target := object.get(source, ["spec", "target", "name"], source.metadata.name)
}

targets contains target if {
	"SealedSecret" in input.parameters.kinds
	some source in inventory.in_namespace(input.metadata.name, "bitnami.com", "SealedSecret")
	target := object.get(source, ["spec", "template", "metadata", "name"], source.metadata.name)
}

targets contains target if {
	"SecretProviderClass" in input.parameters.kinds
	some source in inventory.in_namespace(input.metadata.name, "secrets-store.csi.x-k8s.io", "SecretProviderClass")
	some target in array.concat([source.metadata.name], [made.secretName | some made in source.spec.secretObjects])
}
