# Whether a container gets a file of its program's configuration from a ConfigMap or Secret. Certificates that are mounted
# somewhere below its directory don't count.
package edict.lib.mounted_config

import data.edict.lib.workloads

# True if the file, or the whole directory, is mounted: holds(entry, {"/etc/cassandra"}, "cassandra.yaml").
holds(entry, directories, file) if {
	some mount in entry.container.volumeMounts
	is_string(mount.mountPath)
	path := trim_suffix(mount.mountPath, "/")
	some directory in directories
	path in {directory, concat("/", [directory, file])}
	some volume in workloads.pod_spec.volumes
	volume.name == mount.name
	some source in ["configMap", "secret", "projected", "csi"]
	is_object(volume[source])
}
