# Network policies of Cilium and Calico: which pods they select and which directions they govern.
package edict.lib.cni

import data.edict.lib.inventory
import data.edict.lib.selectors

calico_groups := {"projectcalico.org", "crd.projectcalico.org"}

# True if a policy of the namespace itself, or one of the cluster that takes pods of the namespace in, is there.
governs_namespace(namespace) if count(inventory.in_namespace(namespace, "cilium.io", "CiliumNetworkPolicy")) > 0

governs_namespace(namespace) if {
	some group in calico_groups
	count(inventory.in_namespace(namespace, group, "NetworkPolicy")) > 0
}

governs_namespace(namespace) if {
	some policy in inventory.cluster_wide("cilium.io", "CiliumClusterwideNetworkPolicy")
	some spec in cilium_specs(policy)
	selector := cilium_selector(spec.endpointSelector)
	selectors.matches(about_namespaces(selector), cilium_labels(namespace, {}))
}

governs_namespace(namespace) if {
	some group in calico_groups
	some policy in inventory.cluster_wide(group, "GlobalNetworkPolicy")
	calico_takes_namespace(policy, namespace)
}

# True if a policy governs the direction for pods of the namespace that have these labels.
governs_pods(namespace, labels, direction) if {
	some policy in inventory.in_namespace(namespace, "cilium.io", "CiliumNetworkPolicy")
	cilium_governs(policy, namespace, labels, direction)
}

governs_pods(namespace, labels, direction) if {
	some policy in inventory.cluster_wide("cilium.io", "CiliumClusterwideNetworkPolicy")
	cilium_governs(policy, namespace, labels, direction)
}

governs_pods(namespace, labels, direction) if {
	some group in calico_groups
	some policy in inventory.in_namespace(namespace, group, "NetworkPolicy")
	calico_governs(policy, namespace, labels, direction)
}

governs_pods(namespace, labels, direction) if {
	some group in calico_groups
	some policy in inventory.cluster_wide(group, "GlobalNetworkPolicy")
	calico_takes_namespace(policy, namespace)
	calico_governs(policy, namespace, labels, direction)
}

cilium_governs(policy, namespace, labels, direction) if {
	some spec in cilium_specs(policy)
	selectors.matches(cilium_selector(spec.endpointSelector), cilium_labels(namespace, labels))
	some list in cilium_lists[direction]
	is_array(spec[list])
}

cilium_lists := {"Ingress": ["ingress", "ingressDeny"], "Egress": ["egress", "egressDeny"]}

cilium_specs(policy) := {spec | spec := policy.spec; is_object(spec)} | {spec | some spec in policy.specs}

# Cilium's selectors may name the source of a label before it.
cilium_selector(selector) := {
	"matchLabels": {without_source(key): value | some key, value in selector.matchLabels; is_string(key)},
	"matchExpressions": [object.union(expression, {"key": without_source(expression.key)}) |
		some expression in selector.matchExpressions
		is_string(expression.key)
	],
} if {
	is_object(selector)
}

without_source(key) := trim_prefix(trim_prefix(key, "k8s:"), "any:")

cilium_labels(namespace, labels) := object.union_n([
	{sprintf("io.cilium.k8s.namespace.labels.%s", [key]): value | some key, value in inventory.namespace_labels(namespace)},
	{"io.kubernetes.pod.namespace": namespace},
	{key: value | some key, value in labels},
])

about_namespaces(selector) := {
	"matchLabels": {key: value | some key, value in selector.matchLabels; is_about_namespaces(key)},
	"matchExpressions": [expression |
		some expression in selector.matchExpressions
		is_about_namespaces(expression.key)
	],
}

is_about_namespaces("io.kubernetes.pod.namespace")

is_about_namespaces(key) if startswith(key, "io.cilium.k8s.namespace.labels.")

calico_governs(policy, namespace, labels, direction) if {
	calico_restricts(policy, direction)
	calico_matches(text_of(policy, "selector"), object.union(
		{key: value | some key, value in labels},
		{"projectcalico.org/namespace": namespace},
	))
}

calico_takes_namespace(policy, namespace) if {
	labels := object.union(inventory.namespace_labels(namespace), {"projectcalico.org/name": namespace})
	calico_matches(text_of(policy, "namespaceSelector"), labels)
	not calico_excludes(text_of(policy, "selector"), {"projectcalico.org/namespace": namespace})
}

text_of(policy, field) := policy.spec[field] if {
	is_string(policy.spec[field])
} else := ""

# Without types a Calico policy governs egress where it has egress rules, and ingress where it has ingress rules or none.
calico_restricts(policy, direction) if direction in policy.spec.types

calico_restricts(policy, "Egress") if {
	not names_types(policy)
	some _ in policy.spec.egress
}

calico_restricts(policy, "Ingress") if {
	not names_types(policy)
	some _ in policy.spec.ingress
}

calico_restricts(policy, "Ingress") if {
	not names_types(policy)
	not has_egress(policy)
}

names_types(policy) if some _ in policy.spec.types

has_egress(policy) if some _ in policy.spec.egress

# Calico's selectors: terms with && and ||. A term in a form not known here, such as one in parentheses, counts as true.
calico_matches(expression, labels) if {
	some alternative in split(expression, "||")
	not has_false_term(alternative, labels)
}

# True if what the expression says about the given labels alone rules a pod out.
calico_excludes(expression, labels) if {
	every alternative in split(expression, "||") {
		some term in split(alternative, "&&")
		some key, _ in labels
		contains(term, key)
		is_false(trim_space(term), labels)
	}
}

has_false_term(alternative, labels) if {
	some term in split(alternative, "&&")
	is_false(trim_space(term), labels)
}

is_false(term, _) if term == "global()"

is_false(term, labels) if {
	some [_, key] in regex.find_all_string_submatch_n(`^has\(\s*([^()\s]+)\s*\)$`, term, 1)
	not selectors.has(labels, key)
}

is_false(term, labels) if {
	some [_, key] in regex.find_all_string_submatch_n(`^!\s*has\(\s*([^()\s]+)\s*\)$`, term, 1)
	selectors.has(labels, key)
}

is_false(term, labels) if {
	some [_, key, operator, value] in regex.find_all_string_submatch_n(`^(\S+)\s*(==|!=)\s*["']([^"']*)["']$`, term, 1)
	compares_false(operator, labels, key, [value])
}

is_false(term, labels) if {
	some [_, key, operator, list] in regex.find_all_string_submatch_n(`^(\S+)\s+(in|not in)\s*\{([^}]*)\}$`, term, 1)
	compares_false(operator, labels, key, [trim(trim_space(item), `"'`) | some item in split(list, ",")])
}

compares_false(operator, labels, key, values) if {
	operator in {"==", "in"}
	not is_one_of(labels, key, values)
}

compares_false(operator, labels, key, values) if {
	operator in {"!=", "not in"}
	is_one_of(labels, key, values)
}

is_one_of(labels, key, values) if labels[key] in values
