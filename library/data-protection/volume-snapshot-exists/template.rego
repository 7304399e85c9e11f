# Marked is a claim whose label has the value "required". A snapshot counts from the time the driver tells, or else from its
# own creation, unless it says that it is not ready to use.
package edict.templates.volume_snapshot_exists

import data.edict.lib.dates
import data.edict.lib.inventory

label := split(input.parameters.label, "=")

is_marked if {
	count(label) == 1
	input.metadata.labels[label[0]] == "required"
}

is_marked if input.metadata.labels[label[0]] == label[1]

violation contains result if {
	is_marked
	not has_recent_snapshot
	result := {
		"msg": sprintf("The claim is marked for backup, but has no snapshot newer than %v h", [input.parameters.max_age_hours]),
		"violating_key": "metadata.name",
	}
}

has_recent_snapshot if {
	some snapshot in inventory.beside_own("snapshot.storage.k8s.io", "VolumeSnapshot")
	snapshot.spec.source.persistentVolumeClaimName == input.metadata.name
	not snapshot.status.readyToUse == false
	dates.is_within_days(created(snapshot), input.parameters.max_age_hours / 24)
}

created(snapshot) := snapshot.status.creationTime if {
	is_string(snapshot.status.creationTime)
} else := snapshot.metadata.creationTimestamp
