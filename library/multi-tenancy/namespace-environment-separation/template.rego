# Node selectors are those of the workloads and of the namespace's own annotation; selectors by operating system and
# architecture alone do not count. Only namespaces with the label and another value than prod or production are of
# another environment.
package edict.templates.namespace_environment_separation

import data.edict.lib.inventory
import data.edict.lib.paths

label := input.parameters.label

production := {"prod", "production"}

violation contains result if {
	input.metadata.labels[label] in production
	count(shared) > 0
	result := {
		"msg": sprintf("Production shares %s", [concat(", ", sort(shared))]),
		"violating_key": paths.member("metadata.labels", label),
	}
}

shared contains sprintf("the %s with namespace %s", [trait, other]) if {
	some other, labels in inventory.namespaces
	environment := labels[label]
	not environment in production
	some trait in (traits(input.metadata.name) & traits(other))
}

# What ties the pods of a namespace to nodes and priorities, in words that can be compared.
traits(namespace) := (node_selectors(namespace) | own_selector(namespace)) | priorities(namespace)

node_selectors(namespace) := {described(selector) |
	some pod in inventory.pods(namespace)
	selector := telling(pod.spec.nodeSelector)
	count(selector) > 0
}

own_selector(namespace) := {described(selector) |
	annotations := data.inventory.cluster.v1.Namespace[namespace].metadata.annotations
	text := annotations["scheduler.alpha.kubernetes.io/node-selector"]
	is_string(text)
	selector := telling({trim_space(key): trim_space(value) |
		some pair in split(text, ",")
		[key, value] := split(pair, "=")
	})
	count(selector) > 0
}

priorities(namespace) := {sprintf("PriorityClass %s", [class]) |
	some pod in inventory.pods(namespace)
	class := pod.spec.priorityClassName
	not class in {"", null}
}

telling(selector) := {key: value |
	some key, value in selector
	not key in {"kubernetes.io/os", "kubernetes.io/arch", "beta.kubernetes.io/os", "beta.kubernetes.io/arch"}
}

described(selector) := sprintf("node selector %s", [concat(",", sort([sprintf("%s=%v", [key, value]) | some key, value in selector]))])
