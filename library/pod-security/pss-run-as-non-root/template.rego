package edict.templates.pss_run_as_non_root

import data.edict.lib.patterns
import data.edict.lib.pss
import data.edict.lib.workloads

# An explicit false at pod level is the one cause for every container that says nothing.
violation contains result if {
	not relaxed
	value := workloads.pod_spec.securityContext.runAsNonRoot
	not value in {true, null}
	some entry in workloads.containers
	not exempt(entry)
	result := {
		"msg": "The pod's containers may run as root",
		"violating_key": workloads.pod_key("securityContext.runAsNonRoot"),
		"recommended_value": true,
	}
}

violation contains result if {
	not relaxed
	some entry in workloads.containers
	value := entry.container.securityContext.runAsNonRoot
	not value in {true, null}
	not exempt(entry)
	result := finding(entry, "may run as root")
}

violation contains result if {
	not relaxed
	not decided_by_pod
	some entry in workloads.containers
	not decided_by_container(entry)
	not exempt(entry)
	result := finding(entry, "does not require a user other than root")
}

# From 1.35 on a pod in its own user namespace may run as any user: its root is nobody on the node.
relaxed if {
	workloads.pod_spec.hostUsers == false
	pss.at_least(input.parameters.version, 35)
}

decided_by_pod if workloads.pod_spec.securityContext.runAsNonRoot != null

decided_by_container(entry) if entry.container.securityContext.runAsNonRoot != null

exempt(entry) if patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)

finding(entry, problem) := {
	"msg": sprintf("%s %s", [workloads.describe(entry), problem]),
	"violating_key": workloads.key(entry, "securityContext.runAsNonRoot"),
	"recommended_value": true,
}
