# Who a RoleBinding or ClusterRoleBinding gives its role to.
package edict.lib.subjects

import data.edict.lib.patterns

# {"index", "kind", "name", "account"} of every subject. The account is "<namespace>:<name>" for a service account, named
# as one or by the user that it logs in as, and "" for anybody else.
all := of(input)

of(binding) := [entry |
	some index, subject in binding.subjects
	is_string(subject.name)
	entry := {
		"index": index,
		"kind": object.get(subject, "kind", ""),
		"name": subject.name,
		"account": account_of(subject, object.get(binding, "metadata", {})),
	}
]

account_of(subject, metadata) := account if {
	subject.kind == "ServiceAccount"
	account := sprintf("%s:%s", [namespace_of(subject, metadata), subject.name])
} else := account if {
	subject.kind == "User"
	startswith(subject.name, user_prefix)
	account := trim_prefix(subject.name, user_prefix)
} else := ""

user_prefix := "system:serviceaccount:"

# A service account without a namespace is in the binding's own, and that is default where it names none.
namespace_of(subject, metadata) := namespaces[0] if {
	namespaces := [namespace |
		some owner in [subject, metadata]
		namespace := owner.namespace
		is_string(namespace)
		namespace != ""
	]
	count(namespaces) > 0
} else := "default"

# True if the subject is listed: by its name or as <kind>:<name>, a service account also as <namespace>/<name>. An entry
# that ends in * is a prefix.
listed(entry, entries) if {
	some name in names(entry)
	patterns.matches_any(name, entries)
}

names(entry) := {entry.name, sprintf("%v:%s", [entry.kind, entry.name])} | {name |
	entry.account != ""
	some separator in [":", "/"]
	account := replace(entry.account, ":", separator)
	some prefix in ["", "ServiceAccount:", "system:serviceaccount:"]
	name := concat("", [prefix, account])
}

# "Group 'system:masters'", "ServiceAccount 'ci/deployer'"
describe(entry) := sprintf("ServiceAccount '%s'", [replace(entry.account, ":", "/")]) if {
	entry.account != ""
} else := sprintf("%v '%s'", [entry.kind, entry.name])

item_key(entry) := sprintf("subjects[%d]", [entry.index])

name_key(entry) := sprintf("subjects[%d].name", [entry.index])

# The name of the service account that pods with this spec run as. serviceAccount is the older name of the field, which the
# API server reads where serviceAccountName is not set.
pod_account(spec) := spec.serviceAccountName if {
	is_string(spec.serviceAccountName)
	spec.serviceAccountName != ""
} else := spec.serviceAccount if {
	is_string(spec.serviceAccount)
	spec.serviceAccount != ""
} else := "default"

# The bindings of the inventory, those of all namespaces and those of the cluster.
cluster_bindings := [binding |
	some version, kinds in data.inventory.cluster
	startswith(version, "rbac.authorization.k8s.io/")
	some binding in kinds.ClusterRoleBinding
]

namespace_bindings := [binding |
	some namespace in array.concat([name | some name, _ in data.inventory.namespace], [""])
	some version, kinds in versions_of(namespace)
	startswith(version, "rbac.authorization.k8s.io/")
	some binding in kinds.RoleBinding
]

versions_of("") := data.inventory.cluster

versions_of(namespace) := data.inventory.namespace[namespace] if namespace != ""

# What a service account goes by: {"account", "groups", "names"}; the names are those that a subject may call it by.
identity(namespace, name) := {
	"account": sprintf("%v:%v", [namespace, name]),
	"groups": groups,
	"names": ({name, sprintf("%s%v:%v", [user_prefix, namespace, name])} | groups),
} if {
	groups := {
		"system:authenticated",
		"system:serviceaccounts",
		sprintf("system:serviceaccounts:%v", [namespace]),
	}
}

# True if the binding gives its role to the service account. Looks at names first, for most subjects are somebody else.
binds(binding, identity) if {
	some subject in binding.subjects
	subject.name in identity.names
	is_identity(subject, object.get(binding, "metadata", {}), identity)
}

is_identity(subject, metadata, identity) if account_of(subject, metadata) == identity.account

is_identity(subject, _, identity) if {
	subject.kind == "Group"
	subject.name in identity.groups
}
