# What the rules of Roles and ClusterRoles grant, read as the API server's authorizer reads them, and which role a binding
# refers to. Resources are named by API group: {"": {"pods", "pods/exec"}, "apps": {"deployments"}}.
package edict.lib.rbac

import data.edict.lib.inventory
import data.edict.lib.patterns
import data.edict.lib.selectors

# True if the object is one of the named; an entry that ends in * is a prefix.
named(entries) if {
	is_string(input.metadata.name)
	patterns.matches_any(input.metadata.name, entries)
}

# The verbs among those asked for that the rule allows; empty where there are none. A * allows each of them, and deleting a
# collection is deleting.
verbs(rule, wanted) := {verb |
	some asked in wanted
	some allowed in rule.verbs
	verb := allowed_verb(allowed, asked)
}

allowed_verb("*", asked) := asked

allowed_verb("deletecollection", "delete") := "deletecollection"

allowed_verb(allowed, asked) := allowed if {
	allowed == asked
	allowed != "*"
}

# The resources among those asked for that the rule reaches, by their names or by wildcards.
resources(rule, wanted) := {name |
	some group, names in wanted
	is_about(rule, group)
	some name in names
	some granted in rule.resources
	reaches(granted, name)
}

is_about(rule, group) if includes(rule.apiGroups, group)

# The API server refuses a rule without groups; in a manifest it is meant for the core group.
is_about(rule, "") if not names_groups(rule)

names_groups(rule) if some _ in rule.apiGroups

includes(list, value) if {
	some item in list
	item in {value, "*"}
}

reaches("*", _)

# Kubernetes gives no meaning to pods/* and */*, but who writes them wants them to grant something.
reaches("*/*", _)

reaches(granted, name) if granted == name

reaches(granted, name) if {
	parts := split(name, "/")
	count(parts) == 2
	granted in {concat("/", ["*", parts[1]]), concat("/", [parts[0], "*"])}
}

# True if the rule is limited to objects by name.
names_objects(rule) if some _ in rule.resourceNames

# The rules that grant a verb on a resource: {"index", "rule", "verbs", "resources"}.
granting(wanted_verbs, wanted_resources) := [entry |
	some index, rule in input.rules
	granted_verbs := verbs(rule, wanted_verbs)
	granted_resources := resources(rule, wanted_resources)
	count(granted_verbs) > 0
	count(granted_resources) > 0
	entry := {"index": index, "rule": rule, "verbs": granted_verbs, "resources": granted_resources}
]

# "create, patch on pods/exec"
describe(entry) := sprintf("%s on %s", [concat(", ", sort(entry.verbs)), concat(", ", sort(entry.resources))])

key(entry, field) := sprintf("rules[%d].%s", [entry.index, field])

group := "rbac.authorization.k8s.io/"

# The role that a roleRef leads to, in whatever version it is stored; empty where it does not exist. The namespace is
# the binding's own.
referenced(role_ref, _) := [role |
	some version, kinds in data.inventory.cluster
	startswith(version, group)
	role := kinds.ClusterRole[role_ref.name]
] if role_ref.kind == "ClusterRole"

referenced(role_ref, namespace) := [role |
	some versions in inventory.trees(namespace)
	some version, kinds in versions
	startswith(version, group)
	role := kinds.Role[role_ref.name]
] if role_ref.kind == "Role"

# The rules of a role with those that an aggregated ClusterRole collects. The API server writes them into the role; a
# manifest does not have them yet.
rules(role) := array.concat(own_rules(role), collected_rules(role))

own_rules(role) := [rule | some rule in role.rules]

collected_rules(role) := [rule |
	some selector in role.aggregationRule.clusterRoleSelectors
	some version, kinds in data.inventory.cluster
	startswith(version, group)
	some other in kinds.ClusterRole
	labels := object.get(other, ["metadata", "labels"], {})
	not selectors.rejects(selector, labels)
	some rule in other.rules
]

# True if one of the rules grants every verb on every resource of an API group.
has_wildcards(rules) if {
	some rule in rules
	"*" in rule.verbs
	"*" in rule.resources
	not names_objects(rule)
}

# The ClusterRole that the binding gives, undefined where it gives a Role of its namespace.
cluster_role := input.roleRef.name if not gives_role

gives_role if input.roleRef.kind == "Role"

# Resources of Kubernetes that live in namespaces, by API group.
namespaced := {
	"": {
		"bindings",
		"configmaps",
		"endpoints",
		"events",
		"limitranges",
		"persistentvolumeclaims",
		"pods",
		"podtemplates",
		"replicationcontrollers",
		"resourcequotas",
		"secrets",
		"serviceaccounts",
		"services",
	},
	"apps": {"controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets"},
	"authorization.k8s.io": {"localsubjectaccessreviews"},
	"autoscaling": {"horizontalpodautoscalers"},
	"batch": {"cronjobs", "jobs"},
	"certificates.k8s.io": {"podcertificaterequests"},
	"coordination.k8s.io": {"leasecandidates", "leases"},
	"discovery.k8s.io": {"endpointslices"},
	"events.k8s.io": {"events"},
	"extensions": {"daemonsets", "deployments", "ingresses", "networkpolicies", "replicasets"},
	"metrics.k8s.io": {"pods"},
	"networking.k8s.io": {"ingresses", "networkpolicies"},
	"policy": {"poddisruptionbudgets"},
	"rbac.authorization.k8s.io": {"rolebindings", "roles"},
	"resource.k8s.io": {"resourceclaims", "resourceclaimtemplates"},
	"storage.k8s.io": {"csistoragecapacities"},
}

# True if all that the rule names is known to live in namespaces.
is_namespaced(rule) if {
	is_array(rule.resources)
	count(rule.resources) > 0
	every resource in rule.resources {
		is_namespaced_resource(resource, rule.apiGroups)
	}
	not names_urls(rule)
}

is_namespaced_resource(resource, groups) if {
	is_string(resource)
	base := split(resource, "/")[0]
	some api_group in groups
	base in namespaced[api_group]
}

names_urls(rule) if some _ in rule.nonResourceURLs
