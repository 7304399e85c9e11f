# Within a block of rewrite, its lines begin with name. Names below cluster.local, svc, local, internal and arpa, and names without a dot, are the cluster's own. Lines that are
# comments do not count.
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
	line[0] in {"rewrite", "name"}
	some word in array.slice(line, 1, count(line))
	is_external(word)
} else := sprintf("Queries are forwarded to %s", [concat(" ", others)]) if {
	line[0] in {"forward", "proxy"}
	others := [word |
		some word in array.slice(line, 2, count(line))
		not word in {"{", "}"}
		not patterns.matches_any(word, input.parameters.allowed_forwarders)
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

is_external(word) if {
	regex.match(`^[^/.\s][^/\s]*\.[a-zA-Z]{2,}\.?\$?$`, word)
	not regex.match(`(^|\.)(cluster\.local|svc|local|internal|arpa)\.?\$?$`, word)
}
