# Pod Security Standards change with Kubernetes' minor versions; "latest" (or nothing) is the newest.
package edict.lib.pss

at_least(version, _) if version in {"latest", "", null}

at_least(version, minor) if {
	not version in {"latest", "", null}
	parts := split(trim_prefix(version, "v"), ".")
	to_number(parts[0]) == 1
	to_number(parts[1]) >= minor
}
