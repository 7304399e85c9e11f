# Where PGDATA is unset it is the image's own: /var/lib/postgresql/18/docker from version 18 on, /var/lib/postgresql/data
# before, and /bitnami/postgresql/data for the image of Bitnami. A mount of a subPath may be the directory itself.
package edict.templates.postgres_data_on_pvc

import data.edict.lib.images
import data.edict.lib.software
import data.edict.lib.workloads

violation contains result if {
	some entry in software.servers(`(^|/)postgres(ql)?(:|@|$)`, {"psql", "pg_dump", "pg_dumpall", "pg_restore", "pg_isready", "pg_basebackup"})
	directory := data_directory(entry)
	not is_kept(entry, directory)
	result := software.finding(entry, "volumeMounts", sprintf("keeps its data in %s, which is no subdirectory of a persistent volume", [directory]))
}

data_directory(entry) := directory if {
	directory := software.literal(entry, "PGDATA")
	is_string(directory)
} else := default_directory(entry) if {
	not software.is_given(entry, "PGDATA")
}

default_directory(entry) := "/bitnami/postgresql/data" if {
	images.name(workloads.image(entry)) == "postgresql"
} else := sprintf("/var/lib/postgresql/%d/docker", [major]) if {
	major := images.version(images.tag(workloads.image(entry)))[0]
	major >= 18
} else := "/var/lib/postgresql/data"

is_kept(entry, directory) if {
	some mount in entry.container.volumeMounts
	is_persistent(mount.name)
	is_string(mount.mountPath)
	is_right(mount, directory)
}

is_right(mount, directory) if startswith(trim_suffix(directory, "/"), sprintf("%s/", [trim_suffix(mount.mountPath, "/")]))

is_right(mount, directory) if {
	trim_suffix(directory, "/") == trim_suffix(mount.mountPath, "/")
	some field in ["subPath", "subPathExpr"]
	path := mount[field]
	not path in {"", null}
}

is_persistent(name) if {
	some volume in workloads.pod_spec.volumes
	volume.name == name
	some source in ["persistentVolumeClaim", "ephemeral"]
	is_object(volume[source])
}

is_persistent(name) if {
	some claim in input.spec.volumeClaimTemplates
	claim.metadata.name == name
}
