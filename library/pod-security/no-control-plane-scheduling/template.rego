# Removing the key of a toleration stands for removing the toleration: without a key it would tolerate every taint.
# Nothing is recommended for an expression of the node affinity, because a term without any matches no node.
package edict.templates.no_control_plane_scheduling

import data.edict.lib.paths
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	not is_exempt
	some index, toleration in workloads.pod_spec.tolerations
	toleration.key in input.parameters.keys
	result := {
		"msg": sprintf("The pod tolerates the taint %s", [toleration.key]),
		"violating_key": workloads.pod_key(sprintf("tolerations[%d].key", [index])),
		"recommended_action": "remove",
	}
}

# Exists without a key tolerates every taint.
violation contains result if {
	not is_exempt
	count(input.parameters.keys) > 0
	some index, toleration in workloads.pod_spec.tolerations
	toleration.operator == "Exists"
	object.get(toleration, "key", "") in {"", null}
	result := {
		"msg": "The pod tolerates every taint, that of control plane nodes too",
		"violating_key": workloads.pod_key(sprintf("tolerations[%d]%s", [index, key_of(toleration)])),
		"recommended_action": "remove",
	}
}

violation contains result if {
	not is_exempt
	some key, _ in workloads.pod_spec.nodeSelector
	key in input.parameters.keys
	result := {
		"msg": sprintf("The pod selects nodes with the label %s", [key]),
		"violating_key": paths.member(workloads.pod_key("nodeSelector"), key),
		"recommended_action": "remove",
	}
}

violation contains result if {
	not is_exempt
	affinity := workloads.pod_spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution
	some t, term in affinity.nodeSelectorTerms
	some e, expression in term.matchExpressions
	expression.key in input.parameters.keys
	not avoids(expression)
	field := "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms"
	result := {
		"msg": sprintf("The pod selects nodes with the label %s", [expression.key]),
		"violating_key": workloads.pod_key(sprintf("%s[%d].matchExpressions[%d]", [field, t, e])),
	}
}

# Where the key is left out there is none to remove.
key_of(toleration) := ".key" if {
	"key" in object.keys(toleration)
} else := ""

is_exempt if patterns.in_namespaces(input.parameters.exempt_namespaces)

avoids(expression) if expression.operator in {"NotIn", "DoesNotExist"}
