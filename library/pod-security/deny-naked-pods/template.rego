package edict.templates.deny_naked_pods

import data.edict.lib.patterns

violation contains result if {
	not has_owner
	not is_static
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	result := {
		"msg": "The pod has no owner that would replace it",
		"violating_key": "metadata.ownerReferences",
	}
}

has_owner if some _ in input.metadata.ownerReferences

# The kubelet's picture of a pod that it starts from a file.
is_static if input.metadata.annotations["kubernetes.io/config.mirror"] != null
