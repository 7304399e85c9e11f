# What a pod spec names: ConfigMaps and Secrets, as {"key", "kind", "keys", "name", "needed"}. `key` is the full path of the
# name, `keys` are {"key", "name"} of the entries that are asked for, `needed` says whether the pod starts only with it.
package edict.lib.references

import data.edict.lib.workloads

all := array.concat(array.concat(of_variables, of_sources), array.concat(of_volumes, array.concat(of_projections, of_others)))

secrets := [reference |
	some reference in all
	reference.kind == "Secret"
]

of_variables := [reference |
	some entry in workloads.containers
	some index, variable in entry.container.env
	source := variable.valueFrom
	some field, kind in {"configMapKeyRef": "ConfigMap", "secretKeyRef": "Secret"}
	named := source[field]
	is_object(named)
	path := workloads.key(entry, sprintf("env[%d].valueFrom.%s", [index, field]))
	reference := {
		"kind": kind,
		"name": object.get(named, "name", ""),
		"key": concat(".", [path, "name"]),
		"keys": [{"name": object.get(named, "key", ""), "key": concat(".", [path, "key"])}],
		"needed": is_needed(named),
	}
]

of_sources := [reference |
	some entry in workloads.containers
	some index, source in entry.container.envFrom
	some field, kind in {"configMapRef": "ConfigMap", "secretRef": "Secret"}
	named := source[field]
	is_object(named)
	reference := {
		"kind": kind,
		"name": object.get(named, "name", ""),
		"key": workloads.key(entry, sprintf("envFrom[%d].%s.name", [index, field])),
		"keys": [],
		"needed": is_needed(named),
	}
]

of_volumes := [reference |
	some index, volume in workloads.pod_spec.volumes
	some field, kind in {"configMap": "ConfigMap", "secret": "Secret"}
	named := volume[field]
	is_object(named)
	path := workloads.pod_key(sprintf("volumes[%d].%s", [index, field]))
	name_field := {"configMap": "name", "secret": "secretName"}[field]
	reference := {
		"kind": kind,
		"name": object.get(named, name_field, ""),
		"key": concat(".", [path, name_field]),
		"keys": items(named, path),
		"needed": is_needed(named),
	}
]

of_projections := [reference |
	some index, volume in workloads.pod_spec.volumes
	some position, source in volume.projected.sources
	some field, kind in {"configMap": "ConfigMap", "secret": "Secret"}
	named := source[field]
	is_object(named)
	path := workloads.pod_key(sprintf("volumes[%d].projected.sources[%d].%s", [index, position, field]))
	reference := {
		"kind": kind,
		"name": object.get(named, "name", ""),
		"key": concat(".", [path, "name"]),
		"keys": items(named, path),
		"needed": is_needed(named),
	}
]

# Pull secrets, and the credentials of volume drivers.
of_others := array.concat(of_pulls, array.concat(of_azure_files, of_drivers))

of_pulls := [other(named, "name", path) |
	some index, named in workloads.pod_spec.imagePullSecrets
	is_object(named)
	path := workloads.pod_key(sprintf("imagePullSecrets[%d]", [index]))
]

of_drivers := [other(named, "name", path) |
	some index, volume in workloads.pod_spec.volumes
	some driver, source in volume
	field := driver_fields[driver]
	named := source[field]
	is_object(named)
	path := workloads.pod_key(sprintf("volumes[%d].%s.%s", [index, driver, field]))
]

# The driver that names its Secret itself.
of_azure_files := [other(volume.azureFile, "secretName", path) |
	some index, volume in workloads.pod_spec.volumes
	is_object(volume.azureFile)
	path := workloads.pod_key(sprintf("volumes[%d].azureFile", [index]))
]

driver_fields := {
	"csi": "nodePublishSecretRef",
	"cephfs": "secretRef",
	"flexVolume": "secretRef",
	"iscsi": "secretRef",
	"rbd": "secretRef",
	"scaleIO": "secretRef",
	"storageos": "secretRef",
}

other(named, name_field, path) := {
	"kind": "Secret",
	"name": object.get(named, name_field, ""),
	"key": concat(".", [path, name_field]),
	"keys": [],
	"needed": false,
}

items(named, path) := [{"name": object.get(item, "key", ""), "key": sprintf("%s.items[%d].key", [path, index])} |
	some index, item in named.items
	is_object(item)
]

default is_needed(_) := true

is_needed(named) := false if named.optional == true
