# Where the nine workload kinds keep their pod spec, and their containers with the path to each.
# Everything here is read from the entity only, so that an evaluator may share it over all templates of an object.
package edict.lib.workloads

templated_kinds := {
	"Deployment",
	"ReplicaSet",
	"StatefulSet",
	"DaemonSet",
	"ReplicationController",
	"Job",
}

pod_spec := input.spec if input.kind == "Pod"

pod_spec := input.spec.template.spec if input.kind in templated_kinds

pod_spec := input.spec.jobTemplate.spec.template.spec if input.kind == "CronJob"

pod_spec := input.template.spec if input.kind == "PodTemplate"

pod_path := "spec" if input.kind == "Pod"

pod_path := "spec.template.spec" if input.kind in templated_kinds

pod_path := "spec.jobTemplate.spec.template.spec" if input.kind == "CronJob"

pod_path := "template.spec" if input.kind == "PodTemplate"

# Labels and annotations that the pods get, for the kinds that have them apart from their own.
pod_metadata := input.metadata if input.kind == "Pod"

pod_metadata := input.spec.template.metadata if input.kind in templated_kinds

pod_metadata := input.spec.jobTemplate.spec.template.metadata if input.kind == "CronJob"

pod_metadata := input.template.metadata if input.kind == "PodTemplate"

pod_metadata_path := "metadata" if input.kind == "Pod"

pod_metadata_path := "spec.template.metadata" if input.kind in templated_kinds

pod_metadata_path := "spec.jobTemplate.spec.template.metadata" if input.kind == "CronJob"

pod_metadata_path := "template.metadata" if input.kind == "PodTemplate"

# {"list", "index", "container"} of every container: regular, init and ephemeral.
containers := [entry |
	some list in ["containers", "initContainers", "ephemeralContainers"]
	some index, container in pod_spec[list]
	entry := {"list": list, "index": index, "container": container}
]

# Containers that run for the life of the pod (sidecars among them) or before it: all but ephemeral ones.
lasting_and_init_containers := [entry |
	some entry in containers
	entry.list != "ephemeralContainers"
]

# Containers that run for the life of the pod: regular ones and sidecars (init containers that always restart).
lasting_containers := [entry |
	some entry in containers
	is_lasting(entry)
]

is_lasting(entry) if entry.list == "containers"

is_lasting(entry) if {
	entry.list == "initContainers"
	entry.container.restartPolicy == "Always"
}

# The full path of a field of a container: key(entry, "image") is "spec.containers[0].image".
key(entry, field) := sprintf("%s.%s[%d].%s", [pod_path, entry.list, entry.index, field])

# The full path of a field of the pod spec.
pod_key(field) := concat(".", [pod_path, field])

# How a message calls a container: by role and name.
describe(entry) := sprintf("%s '%s'", [roles[entry.list], name(entry)])

roles := {
	"containers": "Container",
	"initContainers": "Init container",
	"ephemeralContainers": "Ephemeral container",
}

name(entry) := entry.container.name if {
	is_string(entry.container.name)
} else := sprintf("%s[%d]", [entry.list, entry.index])

# The image as written; "" where there is none.
image(entry) := entry.container.image if {
	is_string(entry.container.image)
} else := ""
