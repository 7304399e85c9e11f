# A kernel of a series without a least version is not judged.
package edict.templates.node_kernel_version

violation contains result if {
	kernel := input.status.nodeInfo.kernelVersion
	some series, minimum in input.parameters.minimums
	numbers(kernel, 2) == numbers(series, 2)
	numbers(kernel, 3) < numbers(minimum, 3)
	result := {
		"msg": sprintf("Kernel %s is older than %s", [kernel, minimum]),
		"violating_key": "status.nodeInfo.kernelVersion",
	}
}

numbers(version, length) := array.slice([to_number(digits) | some digits in regex.find_n(`[0-9]+`, version, 3)], 0, length) if {
	is_string(version)
	regex.match(`^v?[0-9]+\.[0-9]+`, version)
}
