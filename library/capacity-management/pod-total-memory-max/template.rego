# What may be in use at one time counts: regular containers and sidecars together, or one init container with the sidecars
# before it, whichever is more. A limit of the pod itself caps them all. Containers without a limit count as zero.
package edict.templates.pod_total_memory_max

import data.edict.lib.quantities
import data.edict.lib.resources
import data.edict.lib.workloads

own := {"container": workloads.pod_spec}

total := quantities.micro(resources.stated(own, "limits", "memory")) if {
	resources.is_set(own, "limits", "memory")
} else := resources.pod_total(workloads.pod_spec, "limits", "memory")

violation contains result if {
	total > quantities.micro(input.parameters.max)
	mebibytes := ceil(total / (1048576 * 1000000))
	result := {
		"msg": sprintf("The pod may hold %vMi of memory in all, more than %s", [mebibytes, input.parameters.max]),
		"violating_key": workloads.pod_key("containers"),
	}
}
