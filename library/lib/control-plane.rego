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

is_component(entry, name) if images.name(workloads.image(entry)) == name

is_component(entry, name) if {
	images.name(workloads.image(entry)) != name
	some word in flags.words(entry)
	base_name(word.text) == name
}

base_name(path) := parts[count(parts) - 1] if parts := split(path, "/")

# The field that holds the options.
list(entry) := "command" if {
	some _ in entry.container.command
} else := "args"

# A finding about options that are not given, with the ones to add.
missing(entry, options) := object.union(
	software.finding(entry, list(entry), sprintf("is started without %s", [concat(", ", options)])),
	{"recommended_value": array.concat([part | some part in entry.container[list(entry)]], options)},
)

# A finding about an option that is given, with the one that takes its place.
wrong(entry, option, message, text) := object.union(
	software.finding(entry, option.field, message),
	flags.replaced(option, text),
)
