# Beside the patterns: a regular container with an image named busybox or alpine that does nothing but sleep, as pods do
# that somebody made for kubectl exec.
package edict.templates.no_debug_tools_images

import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	patterns.in_namespaces(input.parameters.namespaces)
	some entry in workloads.containers
	image := workloads.image(entry)
	is_for_debugging(entry, image)
	not patterns.matches_any(image, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s is for debugging", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "image"),
	}
}

is_for_debugging(_, image) if {
	some pattern in input.parameters.patterns
	regex.match(pattern, image)
}

is_for_debugging(entry, image) if {
	entry.list == "containers"
	images.name(image) in {"busybox", "alpine"}
	line := concat(" ", [part |
		some field in ["command", "args"]
		some part in entry.container[field]
		is_string(part)
	])
	regex.match(`^((/usr)?(/bin/)?(sh|ash) -c )?(exec )?(while (true|:); ?do )?(/bin/)?sleep (infinity|inf|[0-9]+[smhd]?)\s*(; ?done)?;?$`, trim_space(line))
}
