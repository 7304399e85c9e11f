# What one owner makes counts as one: pods and ReplicaSets that a workload owns are left to it, and objects of the
# same other owner, such as an operator's resource, share one id without harm.
package edict.templates.unique_uid_per_workload

import data.edict.lib.inventory
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	not patterns.in_namespaces(input.parameters.ignore_namespaces)
	some setting in workloads.security_settings("runAsUser")
	sharing := [other.label | some other in others; setting.value in other.ids]
	count(sharing) > 0
	result := {
		"msg": sprintf("%s runs as user %v, as does %s", [setting.owner, setting.value, min(sharing)]),
		"violating_key": setting.key,
	}
}

others contains other if {
	some [namespace, versions] in by_namespace
	not patterns.matches_any(namespace, input.parameters.ignore_namespaces)
	some version, kinds in versions
	inventory.group_of(version) in {"", "apps", "batch", "extensions"}
	some kind in inventory.workload_kinds
	some workload in kinds[kind]
	not is_owned_by_workload(workload)
	not owner_of(workload, kind) in own_owners
	ids := explicit_ids(inventory.pod_template(workload, kind).spec)
	count(ids) > 0
	other := {"label": sprintf("%s %s/%s", [kind, namespace, workload.metadata.name]), "ids": ids}
}

# Manifests that name no namespace lie beside those of the cluster and go to default.
by_namespace := array.concat(
	[[namespace, versions] | some namespace, versions in data.inventory.namespace],
	[["default", versions] | versions := data.inventory.cluster],
)

# The owner of the object and, for a pod of a ReplicaSet or Job, the owner of that.
own_owners contains owner_of(input, input.kind)

own_owners contains owner_of(parent, kind) if {
	[namespace, kind, name] := owner_of(input, input.kind)
	some [place, versions] in by_namespace
	place == namespace
	some kinds in versions
	parent := kinds[kind][name]
}

is_owned_by_workload(object) if controller(object).kind in inventory.workload_kinds

# [namespace, kind, name] of the controller, or of the object where it has none.
owner_of(object, kind) := [inventory.namespace_of(object), reference.kind, reference.name] if {
	reference := controller(object)
} else := [inventory.namespace_of(object), kind, object.metadata.name]

controller(object) := references[0] if {
	references := [reference | some reference in object.metadata.ownerReferences; reference.controller == true]
}

explicit_ids(spec) := {id |
	some list in ["containers", "initContainers", "ephemeralContainers"]
	some container in spec[list]
	id := container.securityContext.runAsUser
	id != null
} | {id |
	id := spec.securityContext.runAsUser
	id != null
}
