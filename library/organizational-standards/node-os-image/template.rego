# A node that reports no system yet is not judged.
package edict.templates.node_os_image

violation contains result if {
	system := input.status.nodeInfo.osImage
	is_string(system)
	not is_allowed(system)
	result := {
		"msg": sprintf("The operating system '%s' is not allowed for nodes", [system]),
		"violating_key": "status.nodeInfo.osImage",
	}
}

is_allowed(system) if {
	some pattern in input.parameters.allowed
	regex.match(pattern, system)
}
