# Names are external unless they have no dot, lie in a zone of the kubernetes plugin, or below cluster.local, svc, local,
# internal or arpa. Of rewrites those of names count. A forwarder may be allowed with or without protocol and port.
package edict.templates.coredns_configmap_protected

import data.edict.lib.patterns

lines := [split(regex.replace(trim_space(regex.replace(line, `#.*$`, "")), `\s+`, " "), " ") |
	input.metadata.name == "coredns"
	input.metadata.namespace == "kube-system"
	is_string(input.data.Corefile)
	some line in split(input.data.Corefile, "\n")
]

violation contains result if {
	faults := [fault | some index, line in lines; fault := fault_of(line, index)]
	count(faults) > 0
	result := {
		"msg": concat(". ", faults),
		"violating_key": "data.Corefile",
	}
}

fault_of(line, _) := sprintf("Names of external domains are rewritten: %s", [concat(" ", line)]) if {
	rewrites_names(line)
	some word in array.slice(line, 1, count(line))
	is_external(word)
} else := sprintf("Queries are forwarded to %s", [concat(" ", others)]) if {
	line[0] in {"forward", "proxy"}
	others := [word |
		some word in array.slice(line, 2, count(line))
		not word in {"{", "}"}
		not is_allowed(word)
	]
	count(others) > 0
} else := sprintf("The address of %s is fixed", [concat(" ", names)]) if {
	regex.match(`^[0-9]{1,3}(\.[0-9]{1,3}){3}$|^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*$`, line[0])
	names := [word | some word in array.slice(line, 1, count(line)); is_external(word)]
	count(names) > 0
} else := sprintf("Names of external domains are fixed: %s", [concat(" ", line)]) if {
	line[0] == "hosts"
	some word in array.slice(line, 1, count(line))
	is_external(word)
}

# A rule of its own, or a line of a block.
rewrites_names(line) if line[0] == "name"

rewrites_names(line) if {
	line[0] == "rewrite"
	fields := [word | some word in array.slice(line, 1, count(line)); not word in {"continue", "stop"}]
	fields[0] in {"name", "cname"}
}

is_allowed(server) if patterns.matches_any(server, input.parameters.allowed_forwarders)

is_allowed(server) if {
	address := regex.replace(server, `^(?:[a-z]+://)?(.*?)(?::[0-9]{1,5})?(?:%.*)?$`, "$1")
	patterns.matches_any(trim(address, "[]"), input.parameters.allowed_forwarders)
}

zones := {concat("", [".", trim(lower(word), ".")]) |
	some line in lines
	line[0] == "kubernetes"
	some word in array.slice(line, 1, count(line))
	contains(word, ".")
}

is_in_zone(word) if {
	some zone in zones
	endswith(concat("", [".", trim(lower(word), ".$")]), zone)
}

is_external(word) if {
	not is_in_zone(word)
	regex.match(`^[^/.\s][^/\s]*\.[a-zA-Z]{2,}\.?\$?$`, word)
	not regex.match(`(^|\.)(cluster\.local|svc|local|internal|arpa)\.?\$?$`, word)
}
