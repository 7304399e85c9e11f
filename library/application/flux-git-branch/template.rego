# Flux takes a commit before a name, a name before a version range, a range before a tag and a tag before a branch; without
# any of them it is the branch master. A version range is neither the branch nor pinned.
package edict.templates.flux_git_branch

ref := {field: value | some field, value in input.spec.ref; is_string(value); value != ""}

decisive := [field | some field in ["commit", "name", "semver", "tag", "branch"]; ref[field]]

field := decisive[0] if {
	count(decisive) > 0
} else := "branch"

is_pinned if field in {"commit", "tag"}

is_pinned if {
	field == "name"
	startswith(ref.name, "refs/tags/")
}

followed := trim_prefix(ref.name, "refs/heads/") if {
	field == "name"
} else := ref.branch if {
	ref.branch
} else := "master"

violation contains result if {
	not is_pinned
	field == "semver"
	result := {
		"msg": sprintf("The source follows the versions %s", [ref.semver]),
		"violating_key": "spec.ref.semver",
	}
}

violation contains result if {
	not is_pinned
	field in {"branch", "name"}
	input.parameters.require_pinned
	result := {
		"msg": sprintf("The source follows the branch %s; a tag or commit is required", [followed]),
		"violating_key": concat(".", ["spec.ref", field]),
	}
}

violation contains result if {
	not is_pinned
	field in {"branch", "name"}
	not input.parameters.require_pinned
	followed != input.parameters.branch
	result := {
		"msg": sprintf("The source follows the branch %s; %s is required", [followed, input.parameters.branch]),
		"violating_key": concat(".", ["spec.ref", field]),
		"recommended_value": {"branch": input.parameters.branch, "name": concat("", ["refs/heads/", input.parameters.branch])}[field],
	}
}
