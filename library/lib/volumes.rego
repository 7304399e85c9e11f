# The sources of volumes: of the volumes of a pod, or of a PersistentVolume.
package edict.lib.volumes

import data.edict.lib.workloads

# {"type", "source", "key", "volume"} of each; `key` is the path of the source, `volume` that of what holds it.
all := [found |
	some field, source in input.spec
	is_string(field)
	not field in {"capacity", "claimRef", "nodeAffinity"}
	is_object(source)
	found := {"type": field, "source": source, "key": concat(".", ["spec", field]), "volume": concat(".", ["spec", field])}
] if input.kind == "PersistentVolume"

all := [found |
	some index, volume in workloads.pod_spec.volumes
	is_object(volume)
	path := workloads.pod_key(sprintf("volumes[%d]", [index]))
	some field, source in volume
	is_object(source)
	found := {"type": field, "source": source, "key": concat(".", [path, field]), "volume": path}
] if input.kind != "PersistentVolume"

# Those of one type, such as "nfs".
of_type(type) := [found | some found in all; found.type == type]

# The full path of a field of the source.
key(found, field) := concat(".", [found.key, field])
