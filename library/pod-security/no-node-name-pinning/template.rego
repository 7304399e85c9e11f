# A Pod that has a status is left out, because the scheduler has written the field by then.
package edict.templates.no_node_name_pinning

import data.edict.lib.workloads

violation contains result if {
	name := workloads.pod_spec.nodeName
	not name in {"", null}
	not was_scheduled
	result := {
		"msg": sprintf("The pod is tied to the node %v", [name]),
		"violating_key": workloads.pod_key("nodeName"),
		"recommended_action": "remove",
	}
}

was_scheduled if {
	input.kind == "Pod"
	input.status.phase
}
