# Volumes that are paths of the node, and how such paths lie to one another.
package edict.lib.host_paths

import data.edict.lib.workloads

# {"name", "path", "key"} of every hostPath volume; the key is that of the path.
volumes := [found |
	some index, volume in workloads.pod_spec.volumes
	path := volume.hostPath.path
	is_string(path)
	path != ""
	found := {
		"name": object.get(volume, "name", ""),
		"path": path,
		"key": workloads.pod_key(sprintf("volumes[%d].hostPath.path", [index])),
	}
]

# True if both are the same path, however many slashes they are written with.
same(one, other) if steps(one) == steps(other)

# True if the path is the directory or lies below it.
within(path, directory) if {
	above := steps(directory)
	array.slice(steps(path), 0, count(above)) == above
}

# The directories that lead to a path; a .. takes the one before it back.
steps(path) := written(path) if not contains(path, "..")

steps(path) := [step |
	parts := written(path)
	some index, step in parts
	step != ".."
	not is_taken_back(parts, index)
] if {
	contains(path, "..")
}

written(path) := [step |
	some step in split(path, "/")
	not step in {"", "."}
]

is_taken_back(parts, index) if {
	some last in numbers.range(index + 1, count(parts) - 1)
	after := array.slice(parts, index + 1, last + 1)
	backs := count([step | some step in after; step == ".."])
	backs > count(after) - backs
}
