# A source under envFrom may bring any variable that begins with its prefix, so it counts as bringing it. The expression
# matches anywhere in the image as written.
package edict.templates.required_env_vars

import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	regex.match(input.parameters.image_pattern, workloads.image(entry))
	missing := [name | some name in input.parameters.required; not is_set(entry, name)]
	count(missing) > 0
	result := {
		"msg": sprintf("%s lacks the variables %s", [workloads.describe(entry), concat(", ", missing)]),
		"violating_key": workloads.key(entry, "env"),
	}
}

is_set(entry, name) if {
	some variable in entry.container.env
	variable.name == name
}

is_set(entry, name) if {
	some source in entry.container.envFrom
	is_object(source)
	prefix := object.get(source, "prefix", "")
	startswith(name, prefix_text(prefix))
}

prefix_text(prefix) := prefix if is_string(prefix)

prefix_text(null) := ""
