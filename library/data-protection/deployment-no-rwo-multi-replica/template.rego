# A claim that is not in the inventory tells nothing. ReadWriteOncePod is even narrower and counts as well.
package edict.templates.deployment_no_rwo_multi_replica

import data.edict.lib.inventory
import data.edict.lib.replicas
import data.edict.lib.workloads

violation contains result if {
	replicas.wanted(input) > 1
	some i, volume in workloads.pod_spec.volumes
	name := volume.persistentVolumeClaim.claimName
	some claim in inventory.beside(input, "", "PersistentVolumeClaim")
	claim.metadata.name == name
	is_for_one(claim)
	result := {
		"msg": sprintf("%v replicas share the claim '%s', which only one node can use", [replicas.wanted(input), name]),
		"violating_key": workloads.pod_key(sprintf("volumes[%d].persistentVolumeClaim.claimName", [i])),
	}
}

is_for_one(claim) if {
	some mode in claim.spec.accessModes
	mode in {"ReadWriteOnce", "ReadWriteOncePod"}
	not is_for_many(claim)
}

is_for_many(claim) if {
	some mode in claim.spec.accessModes
	mode in {"ReadWriteMany", "ReadOnlyMany"}
}
