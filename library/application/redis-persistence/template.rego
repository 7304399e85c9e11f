# Labelled as datastore is a StatefulSet where it or its pods have a label with that value, or a label of that name that is
# "true". A configuration file on the command line may switch the append-only file on.
package edict.templates.redis_persistence

import data.edict.lib.flags
import data.edict.lib.software
import data.edict.lib.workloads

servers := software.servers(
	`(^|/)(redis|valkey|redis-stack|redis-stack-server|keydb)(:|@|$)`,
	{"redis-cli", "valkey-cli", "redis-benchmark", "valkey-benchmark", "redis-sentinel"},
)

is_datastore if {
	some carried in ({labels | labels := input.metadata.labels} | {labels | labels := workloads.pod_metadata.labels})
	some name, value in carried
	marks(name, value)
}

marks(_, "datastore")

marks("datastore", "true")

violation contains result if {
	is_datastore
	some entry in servers
	not is_written(entry)
	result := object.union(
		software.finding(entry, "args", "writes no append-only file"),
		flags.appended(entry, ["--appendonly", "yes"]),
	)
}

violation contains result if {
	is_datastore
	some entry in servers
	not is_kept(entry)
	result := software.finding(entry, "volumeMounts", "mounts no persistent volume")
}

is_written(entry) if flags.value(entry, "--appendonly") == "yes"

is_written(entry) if {
	some word in flags.words(entry)
	endswith(word.text, ".conf")
}

is_kept(entry) if {
	some mount in entry.container.volumeMounts
	some claim in input.spec.volumeClaimTemplates
	claim.metadata.name == mount.name
}

is_kept(entry) if {
	some mount in entry.container.volumeMounts
	some volume in workloads.pod_spec.volumes
	volume.name == mount.name
	is_object(volume.persistentVolumeClaim)
}
