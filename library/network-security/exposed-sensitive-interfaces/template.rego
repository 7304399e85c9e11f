# A name is matched as whole words of the workload's name or of an image's path: jenkins is in my-jenkins-0 and in
# jenkins/jenkins, nifi is not in magnificent.
package edict.templates.exposed_sensitive_interfaces

import data.edict.lib.images
import data.edict.lib.inventory
import data.edict.lib.selectors
import data.edict.lib.workloads

texts contains words(input.metadata.name) if is_string(input.metadata.name)

texts contains words(images.path(image)) if {
	some entry in workloads.containers
	image := workloads.image(entry)
	image != ""
}

interfaces := [name.text |
	some name in names
	some text in texts
	contains(text, name.words)
]

names := [{"text": name, "words": words(name)} | some name in input.parameters.names]

words(text) := sprintf("-%s-", [trim(regex.replace(lower(text), `[^a-z0-9]+`, "-"), "-")])

selecting := [service |
	count(interfaces) > 0
	some service in inventory.in_namespace(inventory.own_namespace, "", "Service")
	selectors.map_matches(service.spec.selector, workloads.pod_metadata.labels)
]

doors contains sprintf("Service %s of type %s", [service.metadata.name, service.spec.type]) if {
	some service in selecting
	service.spec.type in {"NodePort", "LoadBalancer"}
}

doors contains sprintf("Ingress %s", [ingress.metadata.name]) if {
	some service in selecting
	some group in ["networking.k8s.io", "extensions"]
	some ingress in inventory.in_namespace(inventory.own_namespace, group, "Ingress")
	service.metadata.name in backend_names(ingress)
}

backend_names(ingress) := {name |
	walk(ingress.spec, [path, name])
	some ending in [["backend", "service", "name"], ["defaultBackend", "service", "name"], ["backend", "serviceName"]]
	array.slice(path, count(path) - count(ending), count(path)) == ending
}

violation contains result if {
	count(doors) > 0
	result := {
		"msg": sprintf("The admin interface %s is published by %s", [interfaces[0], concat(", ", sort(doors))]),
		"violating_key": "metadata.name",
	}
}
