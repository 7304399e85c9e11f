package edict.templates.argocd_no_default_project

violation contains result if {
	project := object.get(input, ["spec", "project"], null)
	project in {"default", "", null}
	result := {
		"msg": describe(project),
		"violating_key": "spec.project",
	}
}

describe("default") := "The application is in the project default"

describe(project) := "The application names no project" if project != "default"
