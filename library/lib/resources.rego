# Requests and limits of the containers in `workloads`: `list` is "requests" or "limits", `resource` a name such as "memory".
package edict.lib.resources

import data.edict.lib.quantities

# The quantity as written; undefined where it is absent, null or empty.
stated(entry, list, resource) := quantity if {
	quantity := entry.container.resources[list][resource]
	not quantity in {null, ""}
}

# True where a quantity other than zero is written: a limit of zero is none, a request of zero reserves nothing.
is_set(entry, list, resource) if {
	quantity := stated(entry, list, resource)
	not quantities.is_zero(quantity)
}

# What the scheduler reckons with: without a request the API server takes the limit.
request(entry, resource) := quantity if {
	quantity := stated(entry, "requests", resource)
} else := stated(entry, "limits", resource)

# The larger and the smaller of two quantities, as written.
larger(a, b) := a if quantities.value(a) >= quantities.value(b)

larger(a, b) := b if quantities.value(a) < quantities.value(b)

smaller(a, b) := a if quantities.value(a) <= quantities.value(b)

smaller(a, b) := b if quantities.value(a) > quantities.value(b)

# What all containers of a pod spec ask for at one time, in millionths: regular ones and sidecars together, or one init
# container with the sidecars that were started before it, whichever is more. Containers that say nothing count as zero.
pod_total(spec, list, resource) := max(array.concat([lasting], starting)) if {
	first := [amount(container, list, resource) | some container in spec.initContainers]
	sidecars := {index | some index, container in spec.initContainers; container.restartPolicy == "Always"}
	regular := sum([amount(container, list, resource) | some container in spec.containers])
	lasting := regular + sum([first[index] | some index in sidecars])
	starting := [total |
		some index, own in first
		total := own + sum([first[before] | some before in sidecars; before < index])
	]
}

default amount(_, _, _) := 0

amount(container, "limits", resource) := quantities.micro(stated({"container": container}, "limits", resource))

amount(container, "requests", resource) := quantities.micro(request({"container": container}, resource))
