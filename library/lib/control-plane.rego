# The components of the control plane that run as pods, and the options that they are started with.
package edict.lib.control_plane

import data.edict.lib.flags
import data.edict.lib.images
import data.edict.lib.software
import data.edict.lib.workloads

# Containers that run one of the components, by their command line or image.
containers(names) := [entry |
	some entry in workloads.lasting_containers
	some name in names
	is_component(entry, name)
]

is_component(entry, name) if {
	image := images.name(workloads.image(entry))
	regex.match(sprintf(`^%s(-(amd64|arm|arm64|ppc64le|s390x))?$`, [name]), image)
}

is_component(entry, name) if regex.match(sprintf(`^(\S*/)?(hyperkube (kube-)?%s|%s)(\s|$)`, [trim_prefix(name, "kube-"), name]), command_line(entry))

# Started by a shell or another program that only starts it.
is_component(entry, name) if {
	text := command_line(entry)
	regex.match(`^(\S*/)?((ba|da|a)?sh|go-runner|tini|dumb-init) `, text)
	regex.match(sprintf(`[\s"';&|(/]%s["']?\s+["']?--`, [name]), text)
	not contains(text, "kubectl")
}

command_line(entry) := concat(" ", array.concat(
	software.strings(entry.container, "command"),
	software.strings(entry.container, "args"),
))

# The field that holds the options.
list(entry) := "command" if {
	some _ in entry.container.command
} else := "args"

# A finding about options that are not given, with the ones to add, but for a shell's script, behind which they mean nothing.
missing(entry, options) := object.union(
	software.finding(entry, list(entry), sprintf("is started without %s", [concat(", ", options)])),
	{"recommended_value": array.concat([part | some part in entry.container[list(entry)]], options) |
		some _ in [true]
		not flags.runs_script(entry)
	},
)

# A finding about an option that is given, with the one that takes its place.
wrong(entry, option, message, text) := object.union(
	software.finding(entry, option.field, message),
	flags.replaced(option, text),
)
