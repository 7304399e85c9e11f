package edict.templates.flux_oci_not_latest

violation contains result if {
	tag := object.get(input, ["spec", "ref", "tag"], null)
	tag in {"latest", "", null}
	not is_narrowed
	result := {
		"msg": describe(tag),
		"violating_key": "spec.ref.tag",
	}
}

is_narrowed if {
	some field in ["digest", "semver"]
	value := input.spec.ref[field]
	not value in {"", null}
}

describe("latest") := "The source follows the tag latest"

describe(tag) := "The source names no tag and so follows latest" if tag != "latest"
