# The other objects of the cluster. A template that imports this declares the kinds it asks for under `inventory:`;
# it is not run while one of them is unknown, so an empty answer means that there are none.
package edict.lib.inventory

# Objects of one kind in one namespace, whatever version of the group they are stored in.
in_namespace(namespace, group, kind) := [object |
	some version, kinds in data.inventory.namespace[namespace]
	group_of(version) == group
	some object in kinds[kind]
]

group_of(version) := split(version, "/")[0] if contains(version, "/")

group_of(version) := "" if not contains(version, "/")
