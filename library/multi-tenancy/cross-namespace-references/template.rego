# Groups and users that stand for the service accounts of a namespace count like these. Of Ingresses, secrets and config
# maps that the nginx controller takes from other namespaces are found. Names under svc lead to a namespace; other
# external names do not.
package edict.templates.cross_namespace_references

import data.edict.lib.inventory
import data.edict.lib.paths
import data.edict.lib.patterns

references contains {"namespace": subject.namespace, "path": sprintf("subjects[%d].namespace", [index])} if {
	some index, subject in input.subjects
	subject.kind == "ServiceAccount"
}

references contains {"namespace": namespace, "path": sprintf("subjects[%d].name", [index])} if {
	some index, subject in input.subjects
	subject.kind in {"Group", "User"}
	is_string(subject.name)
	[_, namespace] := regex.find_all_string_submatch_n(`^system:serviceaccounts?:([^:]+)(?::|$)`, subject.name, 1)[0]
}

references contains {"namespace": backend.namespace, "path": sprintf("spec.rules[%d].backendRefs[%d].namespace", [i, j])} if {
	some i, rule in input.spec.rules
	some j, backend in rule.backendRefs
}

references contains {"namespace": namespace, "path": path} if {
	some i, rule in input.spec.rules
	some j, filter in rule.filters
	namespace := filter.requestMirror.backendRef.namespace
	path := sprintf("spec.rules[%d].filters[%d].requestMirror.backendRef.namespace", [i, j])
}

references contains {"namespace": namespace, "path": sprintf("spec.rules[%d].http.paths[%d].backend.service.namespace", [i, j])} if {
	some i, rule in input.spec.rules
	some j, path in rule.http.paths
	namespace := path.backend.service.namespace
}

references contains {"namespace": split(value, "/")[0], "path": paths.member("metadata.annotations", key)} if {
	input.kind == "Ingress"
	some key, value in input.metadata.annotations
	is_string(key)
	regex.match(`^nginx\.ingress\.kubernetes\.io/.*(secret|configmap|headers|params)$`, key)
	is_string(value)
	contains(value, "/")
}

references contains {"namespace": labels[1], "path": "spec.externalName"} if {
	input.spec.type == "ExternalName"
	is_string(input.spec.externalName)
	labels := split(lower(trim_suffix(input.spec.externalName, ".")), ".")
	labels[2] == "svc"
	array.slice(labels, 3, count(labels)) in [[], ["cluster", "local"]]
}

violation contains result if {
	some reference in references
	namespace := reference.namespace
	not namespace in {"", null, inventory.own_namespace}
	not patterns.matches_any(namespace, input.parameters.allowed)
	result := {
		"msg": sprintf("The namespace '%v' is referred to", [namespace]),
		"violating_key": reference.path,
	}
}
