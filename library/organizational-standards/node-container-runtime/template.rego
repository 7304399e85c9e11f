# A node that reports no runtime yet is not judged. A pre-release is older than its release.
package edict.templates.node_container_runtime

violation contains result if {
	runtime := input.status.nodeInfo.containerRuntimeVersion
	is_string(runtime)
	runtime != ""
	fault := faults(split(runtime, "://"))
	result := {
		"msg": fault,
		"violating_key": "status.nodeInfo.containerRuntimeVersion",
	}
}

faults(parts) := sprintf("The container runtime '%s' is not on the list", [parts[0]]) if not input.parameters.minimums[parts[0]]

faults(parts) := sprintf("Version %s of %s is older than %s", [parts[1], parts[0], minimum]) if {
	minimum := input.parameters.minimums[parts[0]]
	numbers(parts[1]) < numbers(minimum)
}

# Three numbers, and 0 for a pre-release.
numbers(version) := array.concat([to_number(digits) | some digits in array.slice(found, 1, 4)], [release]) if {
	found := regex.find_all_string_submatch_n(`^v?([0-9]+)\.([0-9]+)(?:\.([0-9]+))?`, sprintf("%s.0", [trim_prefix(plain(version), "v")]), 1)[0]
	release := 1 - count(regex.find_n(`^v?[0-9.]+[-~](alpha|beta|rc)`, version, 1))
}

plain(version) := regex.find_n(`^v?[0-9]+(\.[0-9]+){0,2}`, version, 1)[0]
