# A revision that is left out is HEAD. refs/heads/ before a branch is looked through. The entry * is the version range of that name.
package edict.templates.argocd_target_revision_pinned

sources contains {"source": input.spec.source, "key": "spec.source.targetRevision"} if is_object(input.spec.source)

sources contains {"source": source, "key": sprintf("spec.sources[%d].targetRevision", [index])} if {
	some index, source in input.spec.sources
	is_object(source)
}

violation contains result if {
	some entry in sources
	revision := revision_of(entry.source)
	moves(revision)
	result := {
		"msg": sprintf("The revision %s is not pinned", [revision]),
		"violating_key": entry.key,
	}
}

revision_of(source) := source.targetRevision if {
	is_string(source.targetRevision)
	source.targetRevision != ""
} else := "HEAD"

moves("HEAD")

moves(revision) if trim_prefix(trim_prefix(revision, "refs/heads/"), "origin/") in input.parameters.denied

# ^1.2, ~1, >=1.0 <2.0, 1.x, 1.2.*, 1.0 - 2.0
moves(revision) if regex.match(`^\s*[<>^~=!]*\s*[<>^~!]|\|\||^[=v]?([0-9]+\.)*[xX*](\.[xX*])*$|^[v]?[0-9.]+ - [v]?[0-9.]+$`, revision)
