# A claim passes if it is known to have a mode for many nodes; ReadWriteOncePod is even narrower than ReadWriteOnce. One that is
# not in the inventory most likely has the usual mode, which is for one node.
package edict.templates.deployment_no_rwo_multi_replica

import data.edict.lib.inventory
import data.edict.lib.replicas
import data.edict.lib.workloads

violation contains result if {
	replicas.own > 1
	some i, volume in workloads.pod_spec.volumes
	name := volume.persistentVolumeClaim.claimName
	is_string(name)
	not is_for_many(name)
	result := {
		"msg": sprintf("%v replicas share the claim '%s', which is not for many nodes", [replicas.own, name]),
		"violating_key": workloads.pod_key(sprintf("volumes[%d].persistentVolumeClaim.claimName", [i])),
	}
}

is_for_many(name) if {
	some claim in inventory.beside_own("", "PersistentVolumeClaim")
	claim.metadata.name == name
	some mode in claim.spec.accessModes
	mode in {"ReadWriteMany", "ReadOnlyMany"}
}
