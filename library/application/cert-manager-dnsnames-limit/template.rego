package edict.templates.cert_manager_dnsnames_limit

import data.edict.lib.domains

names := [name | some name in input.spec.dnsNames]

faults := array.concat(
	[sprintf("There are %d names; %d is the most allowed", [count(names), input.parameters.max]) | count(names) > input.parameters.max],
	[fault | some name in names; fault := faults_of(name)],
)

violation contains result if {
	count(faults) > 0
	result := {
		"msg": concat(". ", faults),
		"violating_key": "spec.dnsNames",
	}
}

faults_of(name) := "* stands for every name" if {
	name == "*"
} else := sprintf("%v is in no allowed domain", [name]) if {
	count(input.parameters.domains) > 0
	not domains.in_any(name, input.parameters.domains)
}
