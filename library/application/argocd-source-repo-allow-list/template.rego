# An allowed repository is the beginning of the URL. One without a path, such as https://git.shop.example, has to be
# followed by a slash or colon, so that no other host begins like it.
package edict.templates.argocd_source_repo_allow_list

specs := [{"spec": input.spec, "path": "spec"}] if input.kind == "Application"

specs := [{"spec": input.spec.template.spec, "path": "spec.template.spec"}] if input.kind == "ApplicationSet"

sources contains {"url": url, "key": concat(".", [entry.path, "source.repoURL"])} if {
	some entry in specs
	url := entry.spec.source.repoURL
}

sources contains {"url": url, "key": sprintf("%s.sources[%d].repoURL", [entry.path, index])} if {
	some entry in specs
	some index, source in entry.spec.sources
	url := source.repoURL
}

violation contains result if {
	some source in sources
	fault := faults(source.url)
	result := {
		"msg": fault,
		"violating_key": source.key,
	}
}

faults(url) := sprintf("The repository %v is fetched neither over HTTPS nor over SSH", [url]) if {
	not is_secure(url)
} else := sprintf("The repository %v is not on the list", [url]) if {
	not is_allowed(url)
}

is_secure(url) if {
	is_string(url)
	regex.match(`^(?i:https://|ssh://|git\+ssh://|[a-z0-9._-]+@[a-z0-9.-]+:)`, url)
}

is_allowed(url) if {
	some repo in input.parameters.repos
	beginning := trim_suffix(repo, "*")
	startswith(url, beginning)
	ends_well(beginning, trim_prefix(url, beginning))
}

ends_well(beginning, _) if not regex.match(`^[a-z+]+://[^/]+$`, beginning)

ends_well(_, "")

ends_well(_, rest) if regex.match(`^[/:]`, rest)
