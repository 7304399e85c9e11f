# Linux capabilities as runtimes read them: in any case, with or without CAP_. Not for the Pod Security Standards, which
# compare names exactly.
package edict.lib.capabilities

import data.edict.lib.workloads

plain(name) := trim_prefix(upper(name), "CAP_") if is_string(name)

# True if the container drops the capability, or all of them. Runtimes know ALL only without CAP_.
drops(entry, name) if {
	some dropped in entry.container.securityContext.capabilities.drop
	is_string(dropped)
	plain(dropped) == plain(name)
	upper(dropped) != "CAP_ALL"
}

drops(entry, _) if {
	some dropped in entry.container.securityContext.capabilities.drop
	is_string(dropped)
	upper(dropped) == "ALL"
}

# {"entry", "name", "plain", "key"} of every capability that a container adds.
added := [item |
	some entry in workloads.containers
	some index, name in entry.container.securityContext.capabilities.add
	item := {
		"entry": entry,
		"name": name,
		"plain": plain(name),
		"key": workloads.key(entry, sprintf("securityContext.capabilities.add[%d]", [index])),
	}
]

# What the container drops already, with more capabilities behind it.
drop_with(entry, names) := array.concat(
	[name | some name in entry.container.securityContext.capabilities.drop],
	names,
)
