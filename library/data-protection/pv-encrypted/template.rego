# Which parameter of a class encrypts is told by the rules that storageclass-encrypted has by default. A volume whose class is
# gone, or whose provisioner has no rule, shows no encryption unless an attribute of its CSI volume does.
package edict.templates.pv_encrypted

import data.edict.lib.encryption
import data.edict.lib.inventory

violation contains result if {
	not encrypted_by_class
	not encrypted_by_itself
	result := {
		"msg": "Nothing shows that the volume is encrypted",
		"violating_key": "spec.storageClassName",
	}
}

encrypted_by_class if {
	some class in inventory.cluster_wide("storage.k8s.io", "StorageClass")
	class.metadata.name == input.spec.storageClassName
	encryption.satisfied(encryption.rule(class.provisioner, encryption.default_rules), class.parameters)
}

encrypted_by_itself if encryption.is_on("*encrypt*", "*", input.spec.csi.volumeAttributes)
