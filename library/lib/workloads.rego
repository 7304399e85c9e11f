# Where the nine workload kinds keep their pod spec, and their containers with the path to each.
# Everything here is read from the entity only, so that an evaluator may share it over all templates of an object.
package edict.lib.workloads

import data.edict.lib.patterns

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

# The labels among them, as an object whatever stands there.
pod_labels := pod_metadata.labels if {
	is_object(pod_metadata.labels)
} else := {key: value | some key, value in pod_metadata.labels}

pod_metadata_path := "metadata" if input.kind == "Pod"

pod_metadata_path := "spec.template.metadata" if input.kind in templated_kinds

pod_metadata_path := "spec.jobTemplate.spec.template.metadata" if input.kind == "CronJob"

pod_metadata_path := "template.metadata" if input.kind == "PodTemplate"

# {"list", "index", "container", "path"} of every container: regular, init and ephemeral.
containers := [entry |
	some list in ["containers", "initContainers", "ephemeralContainers"]
	is_array(pod_spec[list])
	some index, container in pod_spec[list]
	entry := {
		"list": list,
		"index": index,
		"container": container,
		"path": sprintf("%s.%s[%d]", [pod_path, list, index]),
	}
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
key(entry, field) := concat(".", [entry.path, field])

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

# The places where a security context sets a field such as "runAsUser" or "seccompProfile.type", the pod's and each
# container's: {"owner", "key", "value", "images"}. Null counts as not set; `images` are those of the containers concerned.
security_settings(field) := array.concat(
	[setting |
		value := member_of(pod_spec.securityContext, split(field, "."))
		value != null
		setting := {
			"owner": "The pod",
			"key": pod_key(concat(".", ["securityContext", field])),
			"value": value,
			"images": [image(entry) | some entry in containers],
		}
	],
	container_settings(field),
)

container_settings(field) := [setting |
	some entry in containers
	value := member_of(entry.container.securityContext, split(field, "."))
	value != null
	setting := {
		"owner": describe(entry),
		"key": key(entry, concat(".", ["securityContext", field])),
		"value": value,
		"images": [image(entry)],
	}
]

# {"context", "entry"} of every security context: the pod's, whose entry is null, and each container's.
security_contexts := array.concat(
	[{"context": context, "entry": null} | context := pod_spec.securityContext],
	[{"context": context, "entry": entry} |
		some entry in containers
		context := entry.container.securityContext
	],
)

# How a message calls the owner of a security context, the full path of one of its fields, and whether it is exempt: a
# container by its image, the pod where all of its containers are.
context_owner(found) := "The pod" if found.entry == null

context_owner(found) := describe(found.entry) if found.entry != null

context_key(found, field) := pod_key(concat(".", ["securityContext", field])) if found.entry == null

context_key(found, field) := key(found.entry, concat(".", ["securityContext", field])) if found.entry != null

is_context_exempt(found, images) if {
	found.entry == null
	is_pod_exempt(images)
}

is_context_exempt(found, images) if {
	found.entry != null
	is_exempt(found.entry, images)
}

member_of(object, [name]) := object[name]

member_of(object, [name, inner]) := object[name][inner]

# True if the container's image is one of `images`: exact, or by the prefix before a *.
is_exempt(entry, images) if patterns.matches_any(image(entry), images)

# True if that is so for every container that a setting concerns.
is_setting_exempt(setting, images) if all_match(setting.images, images)

# True if that is so for every container of the pod.
is_pod_exempt(images) if all_match([image(entry) | some entry in containers], images)

all_match(names, entries) if {
	count(names) > 0
	every name in names {
		patterns.matches_any(name, entries)
	}
}

is_windows if pod_spec.os.name == "windows"

# What holds for a container: the setting of its own security context, or else the pod's. Undefined where neither is set.
effective(entry, field) := value if {
	value := member_of(entry.container.securityContext, split(field, "."))
	value != null
} else := value if {
	value := member_of(pod_spec.securityContext, split(field, "."))
	value != null
}

# {"entry", "key", "text"} of every element of command and args.
command_parts := [{"entry": part.entry, "key": command_key(part), "text": part.text} | some part in command_texts]

# The same without the key, which command_key gives: {"entry", "list", "index", "text"}.
command_texts := [{"entry": entry, "list": list, "index": index, "text": text} |
	some entry in containers
	some list in ["command", "args"]
	some index, text in entry.container[list]
	is_string(text)
]

command_key(part) := key(part.entry, sprintf("%s[%d]", [part.list, part.index]))

# {"entry", "index", "port", "number"} of every declared port.
ports := [declared |
	some entry in containers
	some index, port in entry.container.ports
	declared := {"entry": entry, "index": index, "port": port, "number": number_of(port.containerPort)}
]

number_of(value) := value if is_number(value)

number_of(value) := to_number(value) if {
	is_string(value)
	regex.match(`^[0-9]{1,5}$`, value)
}

# {"entry", "index", "mount"} of every volume mount.
mounts := [mounted |
	some entry in containers
	some index, mount in entry.container.volumeMounts
	mounted := {"entry": entry, "index": index, "mount": mount}
]

# {"entry", "index", "name", "value"} of every environment variable with a value of its own.
env_values := [variable |
	some entry in containers
	some index, item in entry.container.env
	item.value != null
	variable := {"entry": entry, "index": index, "name": item.name, "value": item.value}
]
