# The sources of volumes: of the volumes of a pod, or of a PersistentVolume.
package edict.lib.volumes

import data.edict.lib.workloads

# {"type", "source", "key", "volume"} of each; `key` is the path of the source, `volume` that of what holds it.
all := [placed(found) | some found in sources]

# Those of one type, such as "nfs".
of_type(type) := [placed(found) | some found in sources; found.type == type]

# The same without paths, which `placed` adds: {"type", "source", "index"}, the index null in a PersistentVolume.
sources := [{"type": field, "source": source, "index": null} |
	some field, source in input.spec
	is_string(field)
	not field in {"capacity", "claimRef", "nodeAffinity"}
	is_object(source)
] if input.kind == "PersistentVolume"

sources := [{"type": field, "source": source, "index": index} |
	some index, volume in workloads.pod_spec.volumes
	is_object(volume)
	some field, source in volume
	is_object(source)
] if input.kind != "PersistentVolume"

placed(found) := {"type": found.type, "source": found.source, "key": path, "volume": path} if {
	found.index == null
	path := concat(".", ["spec", found.type])
}

placed(found) := {"type": found.type, "source": found.source, "key": concat(".", [path, found.type]), "volume": path} if {
	found.index != null
	path := workloads.pod_key(sprintf("volumes[%d]", [found.index]))
}

# The full path of a field of the source.
key(found, field) := concat(".", [found.key, field])
